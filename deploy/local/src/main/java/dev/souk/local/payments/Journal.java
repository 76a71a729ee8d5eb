package dev.souk.local.payments;

import dev.souk.cluster.json.Json;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only log: one JSON document a line, on the disk when its future completes. Lines that
 * come while the disk is busy are written together, by one flush. A last line that was torn by a
 * crash is cut off when the log is opened: nobody was told of it.
 */
final class Journal implements AutoCloseable {

    private static final byte NEWLINE = '\n';

    private final Vertx vertx;
    private final Path path;
    private final FileChannel file;
    private List<byte[]> waiting = new ArrayList<>();
    private Promise<Void> next = Promise.promise();
    private boolean busy;
    private long durable;

    private Journal(Vertx vertx, Path path, FileChannel file) throws IOException {
        this.vertx = vertx;
        this.path = path;
        this.file = file;
        this.durable = file.size();
    }

    /**
     * Opens the log and tells what is in it. Blocks.
     *
     * @throws IOException if the disk fails, or a line in the middle is no entry
     */
    static Journal open(Vertx vertx, Path path, Consumer<Entry> reader) throws IOException {
        var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        file.truncate(readAll(path, reader));
        file.position(file.size());
        file.force(true);
        return new Journal(vertx, path, file);
    }

    /** Where whole lines end. */
    private static long readAll(Path path, Consumer<Entry> reader) throws IOException {
        var bytes = Files.readAllBytes(path);
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == NEWLINE) {
                reader.accept(Json.decode(Arrays.copyOfRange(bytes, start, i), Entry.class));
                start = i + 1;
            }
        }
        return start;
    }

    /** Adds a line; completes once it, and every line before it, is on the disk. */
    Future<Void> append(Entry entry) {
        waiting.add(Json.bytes(entry));
        var written = next.future();
        flush();
        return written;
    }

    /** Completes once every line that was added is on the disk. */
    Future<Void> settled() {
        return waiting.isEmpty() && !busy ? Future.succeededFuture() : appendNothing();
    }

    /** The file of the log. */
    Path path() {
        return path;
    }

    /** How many bytes of the file are surely on the disk. */
    long durable() {
        return durable;
    }

    private Future<Void> appendNothing() {
        var written = next.future();
        flush();
        return written;
    }

    private void flush() {
        if (busy) {
            return;
        }
        busy = true;
        var lines = waiting;
        var promise = next;
        waiting = new ArrayList<>();
        next = Promise.promise();
        vertx.executeBlocking(() -> write(lines), true)
                .onComplete(
                        written -> {
                            busy = false;
                            if (written.failed()) {
                                promise.fail(written.cause());
                                return;
                            }
                            durable = written.result();
                            promise.complete();
                            if (!waiting.isEmpty()) {
                                flush();
                            } else {
                                wake();
                            }
                        });
    }

    /** Somebody may have asked for the end of nothing meanwhile. */
    private void wake() {
        var promise = next;
        next = Promise.promise();
        promise.complete();
    }

    /** Begins where the last flush ended, so that a failed one leaves nothing behind. */
    private long write(List<byte[]> lines) throws IOException {
        file.truncate(durable).position(durable);
        for (var line : lines) {
            var buffer = ByteBuffer.allocate(line.length + 1).put(line).put(NEWLINE).flip();
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        }
        file.force(false);
        return file.position();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
