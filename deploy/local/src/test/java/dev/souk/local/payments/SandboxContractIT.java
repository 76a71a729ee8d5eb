package dev.souk.local.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.souk.cluster.config.Secret;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.payment.SandboxPayments;
import dev.souk.order.payment.WebhookSignature;
import dev.souk.testkit.Eventually;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sandbox as the order service sees it. */
class SandboxContractIT extends ProviderContract {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PaymentsFixture sandbox;

    @SuppressWarnings("NullAway.Init")
    private HttpServer shop;

    private final List<Boolean> genuine = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();

    @BeforeEach
    void open() throws Exception {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext(
                "/",
                exchange -> {
                    var body = Buffer.buffer(exchange.getRequestBody().readAllBytes());
                    var header = exchange.getRequestHeaders().getFirst("souk-signature");
                    genuine.add(isGenuine(header, body));
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        shop.start();
        var hook = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/hook");
        sandbox = new PaymentsFixture(folder, hook);
    }

    @AfterEach
    void close() throws Exception {
        sandbox.close();
        shop.stop(0);
        await(vertx.close());
    }

    @Test
    void signsItsNewsSoThatTheOrderServiceTakesIt() {
        assertThat(authorizeInVain(authorization(cards().silent()))).isInstanceOf(NoAnswer.class);

        Eventually.holds("the shop was told", () -> !genuine.isEmpty());
        assertThat(genuine).containsOnly(true);
    }

    private static boolean isGenuine(String header, Buffer body) {
        try {
            new WebhookSignature(Secret.of("test-secret"), InstantSource.system())
                    .verify(header, body);
            return true;
        } catch (ServiceFailure forged) {
            return false;
        }
    }

    @Override
    protected PaymentProvider provider() {
        return new SandboxPayments(
                vertx, new Breakers(vertx, NanoClock.SYSTEM), sandbox.url(), Secret.of("test-key"));
    }

    @Override
    protected Cards cards() {
        return new Cards("tok_visa", "tok_declined", "tok_challenge", "tok_timeout");
    }

    @Override
    protected void decide(String url, boolean approves) throws Exception {
        var _ = sandbox.decide(url, approves ? "approve" : "refuse");
    }

    @Override
    protected void settleBooks() {}
}
