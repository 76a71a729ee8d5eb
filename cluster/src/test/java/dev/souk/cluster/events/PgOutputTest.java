package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

final class PgOutputTest {

    private final PgOutput output = new PgOutput();
    private final WalBook book = new WalBook(new PgSnapshot(3, 3, Set.of()));

    @Test
    void readsARowOfTheOutbox() {
        tell(begin(10));
        tell(relation("id", "shard", "topic", "key", "headers", "body"));
        tell(
                insert(
                        Buffer.buffer().appendLong(7),
                        Buffer.buffer().appendShort((short) 3),
                        Buffer.buffer("souk.order"),
                        Buffer.buffer("ähre"),
                        Buffer.buffer().appendByte((byte) 1).appendString("{\"ce_id\": \"x\"}"),
                        Buffer.buffer("{}")));
        tell(commit(500));

        var row = book.take().orElseThrow().rows().getFirst();
        assertThat(row.id()).isEqualTo(7);
        assertThat(row.record())
                .isEqualTo(
                        new OutboundRecord(
                                "souk.order", "ähre", Map.of("ce_id", "x"), Buffer.buffer("{}")));
        book.done();
        assertThat(book.confirmed()).isEqualTo(500);
    }

    @Test
    void readsADeletionAsARowWithoutBody() {
        tell(begin(10));
        tell(relation("id", "topic", "key", "headers", "body"));
        tell(
                insert(
                        Buffer.buffer().appendLong(8),
                        Buffer.buffer("souk.product-state"),
                        Buffer.buffer("k"),
                        Buffer.buffer().appendByte((byte) 1).appendString("{}"),
                        null));

        assertThat(book.take().orElseThrow().rows().getFirst().record().body()).isNull();
    }

    @Test
    void passesOverWhatItNeedNotKnow() {
        tell(Buffer.buffer("O").appendLong(1).appendString("elsewhere").appendByte((byte) 0));

        assertThat(book.take()).isEmpty();
    }

    @Test
    void refusesARowOfATableThatItWasNotTold() {
        tell(begin(10));

        assertThatThrownBy(() -> tell(insert(Buffer.buffer().appendLong(7))))
                .isInstanceOf(IllegalStateException.class);
    }

    private void tell(Buffer message) {
        output.read(ByteBuffer.wrap(message.getBytes()), book);
    }

    private static Buffer begin(int xid) {
        return Buffer.buffer("B").appendLong(500).appendLong(0).appendInt(xid);
    }

    private static Buffer commit(long end) {
        return Buffer.buffer("C")
                .appendByte((byte) 0)
                .appendLong(end - 8)
                .appendLong(end)
                .appendLong(0);
    }

    private static Buffer relation(String... columns) {
        var message =
                Buffer.buffer("R")
                        .appendInt(16_400)
                        .appendString("public\0outbox\0d")
                        .appendShort((short) columns.length);
        for (var column : columns) {
            message.appendByte((byte) 0).appendString(column + "\0").appendInt(25).appendInt(-1);
        }
        return message;
    }

    private static Buffer insert(@Nullable Buffer... values) {
        var message =
                Buffer.buffer("I")
                        .appendInt(16_400)
                        .appendString("N")
                        .appendShort((short) values.length);
        for (var value : values) {
            if (value == null) {
                message.appendString("n");
            } else {
                message.appendString("b").appendInt(value.length()).appendBuffer(value);
            }
        }
        return message;
    }
}
