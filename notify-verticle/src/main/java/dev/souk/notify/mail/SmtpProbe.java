package dev.souk.notify.mail;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

import java.util.concurrent.TimeUnit;

/**
 * Whether the mail server greets who comes, which one that hangs does not. A TLS server is only
 * connected to, as it says nothing before the handshake.
 */
public final class SmtpProbe {

    private static final int PATIENCE_MILLIS = 1_000;

    private final NetClient client;
    private final SmtpConfig config;

    public SmtpProbe(Vertx vertx, SmtpConfig config) {
        this.client =
                vertx.createNetClient(new NetClientOptions().setConnectTimeout(PATIENCE_MILLIS));
        this.config = config;
    }

    /** Succeeds where it does, within a second. */
    public Future<Void> greets() {
        return client.connect(config.port(), config.server().getHost())
                .compose(socket -> config.isTls() ? socket.close() : greeting(socket));
    }

    private static Future<Void> greeting(NetSocket socket) {
        Promise<Void> greeted = Promise.promise();
        var hungUp = new IllegalStateException("the mail server hung up");
        socket.handler(bytes -> greet(bytes, greeted)).closeHandler(_ -> greeted.tryFail(hungUp));
        return greeted.future()
                .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .eventually(() -> socket.end(Buffer.buffer("QUIT\r\n")));
    }

    private static void greet(Buffer bytes, Promise<Void> greeted) {
        if (bytes.toString().startsWith("220")) {
            greeted.tryComplete();
        } else {
            greeted.tryFail(new IllegalStateException("the mail server does not greet"));
        }
    }
}
