package dev.souk.local.payments;

import dev.souk.contract.Ids;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;

/** The provider on its port, with its log. */
final class PaymentsServer extends VerticleBase {

    private static final String HOST = "127.0.0.1";
    private static final String LOG_FILE = "payments.log";
    private static final int IDLE_SECONDS = 120;

    private final PaymentsOptions options;
    private final InstantSource clock;
    private @Nullable HttpServer server;

    private record Opened(Journal journal, Ledger ledger) {}

    PaymentsServer(PaymentsOptions options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(this::open)
                .compose(opened -> listen(Objects.requireNonNull(opened)));
    }

    /** Where it listens, once it is started. */
    int port() {
        return server == null ? options.port() : server.actualPort();
    }

    private Opened open() throws IOException {
        Files.createDirectories(options.data());
        var ledger = new Ledger();
        var file = options.data().resolve(LOG_FILE);
        return new Opened(Journal.open(vertx, file, ledger::apply), ledger);
    }

    private Future<HttpServer> listen(Opened opened) {
        var provider = provider(opened);
        var api = new ProviderApi(provider, opened.journal(), options.apiKey());
        var listening =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost(HOST)
                                .setPort(options.port())
                                .setIdleTimeout(IDLE_SECONDS));
        server = listening;
        return listening
                .requestHandler(api.router(vertx))
                .listen()
                .onSuccess(_ -> provider.resume());
    }

    private Provider provider(Opened opened) {
        var signer = new Signer(options.webhookSecret());
        var webhooks = new Webhooks(vertx, signer, clock, options.webhookUrl());
        var ids = new Ids(clock, new SecureRandom());
        var place = new Provider.Place(clock, ids, () -> "http://" + HOST + ":" + port());
        return new Provider(vertx, opened.journal(), opened.ledger(), webhooks, place);
    }
}
