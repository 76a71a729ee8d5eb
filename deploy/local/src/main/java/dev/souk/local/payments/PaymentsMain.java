package dev.souk.local.payments;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sandbox payment provider as a process of its own. */
public final class PaymentsMain {

    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 5;

    private PaymentsMain() {}

    public static void main(String[] args) {
        try {
            start(PaymentsOptions.read(args, System.getenv()));
        } catch (IllegalArgumentException | IOException | TimeoutException e) {
            System.err.println("payments: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void start(PaymentsOptions options) throws TimeoutException {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
        var server = new PaymentsServer(options, InstantSource.system());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx)));
        vertx.deployVerticle(server).await(START_SECONDS, TimeUnit.SECONDS);
        System.out.println("payments ready on http://127.0.0.1:" + server.port());
    }

    private static void stop(Vertx vertx) {
        try {
            vertx.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            System.err.println("payments: not closed in time");
        }
    }
}
