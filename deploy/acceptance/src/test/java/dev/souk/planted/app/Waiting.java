package dev.souk.planted.app;

import io.vertx.core.Future;

import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Waits in every way that stops an event loop. */
final class Waiting {

    private Waiting() {}

    static String awaits(Future<String> future) {
        return future.await();
    }

    static void sleeps() throws InterruptedException {
        Thread.sleep(1);
    }

    static String joins(CompletableFuture<String> future) {
        return future.join();
    }

    static Class<?> speaksJdbc() {
        return Connection.class;
    }

    static Future<String> losesItsContext(CompletionStage<String> stage) {
        return Future.fromCompletionStage(stage);
    }

    static synchronized Instant looksAtTheWall() {
        return Instant.now();
    }
}
