package dev.souk.cluster.events;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what PostgreSQL's plugin {@code pgoutput} says of the outbox's inserts: protocol version 1,
 * values in binary (PostgreSQL's manual, "Logical Replication Message Formats"). Not for several
 * threads.
 */
final class PgOutput {

    private static final int JSONB_VERSION = 1;

    private final Map<Integer, List<String>> relations = new HashMap<>();

    /** Enters one message into the book. */
    void read(ByteBuffer message, WalBook book) {
        switch (message.get()) {
            case 'B' -> begin(message, book);
            case 'C' -> commit(message, book);
            case 'R' -> relation(message);
            case 'I' -> book.row(insert(message));
            default -> {
                // Origins, types, truncations: nothing of the outbox's rows.
            }
        }
    }

    private static void begin(ByteBuffer message, WalBook book) {
        skip(message, 2 * Long.BYTES);
        book.begin(message.getInt());
    }

    private static void commit(ByteBuffer message, WalBook book) {
        skip(message, Byte.BYTES + Long.BYTES);
        book.commit(message.getLong());
    }

    private void relation(ByteBuffer message) {
        var id = message.getInt();
        skipText(message);
        skipText(message);
        skip(message, Byte.BYTES);
        var columns = new ArrayList<String>();
        for (var left = message.getShort(); left > 0; left--) {
            skip(message, Byte.BYTES);
            columns.add(text(message));
            skip(message, 2 * Integer.BYTES);
        }
        relations.put(id, columns);
    }

    private OutboxRows.Waiting insert(ByteBuffer message) {
        var columns = relations.get(message.getInt());
        if (columns == null) {
            throw new IllegalStateException("a row of a table that was not described");
        }
        skip(message, Byte.BYTES + Short.BYTES);
        var values = new HashMap<String, @Nullable ByteBuffer>();
        columns.forEach(column -> values.put(column, value(message)));
        return waiting(values);
    }

    private static OutboxRows.Waiting waiting(Map<String, @Nullable ByteBuffer> values) {
        var body = values.get("body");
        var record =
                new OutboundRecord(
                        string(present(values, "topic")),
                        string(present(values, "key")),
                        headers(present(values, "headers")),
                        body == null ? null : Buffer.buffer(bytes(body)));
        return new OutboxRows.Waiting(present(values, "id").getLong(), record);
    }

    private static Map<String, String> headers(ByteBuffer jsonb) {
        if (jsonb.get() != JSONB_VERSION) {
            throw new IllegalStateException("another version of jsonb");
        }
        return OutboxRows.headers(new JsonObject(string(jsonb)));
    }

    private static ByteBuffer present(Map<String, @Nullable ByteBuffer> values, String column) {
        var value = values.get(column);
        if (value == null) {
            throw new IllegalStateException("a row without " + column);
        }
        return value;
    }

    private static @Nullable ByteBuffer value(ByteBuffer message) {
        return switch (message.get()) {
            case 'n' -> null;
            case 'b' -> slice(message);
            default -> throw new IllegalStateException("a value that is not binary");
        };
    }

    private static ByteBuffer slice(ByteBuffer message) {
        var length = message.getInt();
        var value = message.slice(message.position(), length);
        skip(message, length);
        return value;
    }

    private static void skip(ByteBuffer message, int bytes) {
        message.position(message.position() + bytes);
    }

    /** A text that ends with a zero. */
    private static String text(ByteBuffer message) {
        var start = message.position();
        skipText(message);
        return string(message.slice(start, message.position() - 1 - start));
    }

    private static void skipText(ByteBuffer message) {
        while (message.get() != 0) {
            // The loop's condition reads on.
        }
    }

    private static String string(ByteBuffer value) {
        return StandardCharsets.UTF_8.decode(value).toString();
    }

    private static byte[] bytes(ByteBuffer value) {
        var bytes = new byte[value.remaining()];
        value.get(bytes);
        return bytes;
    }
}
