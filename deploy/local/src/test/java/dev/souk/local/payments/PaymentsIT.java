package dev.souk.local.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.souk.testkit.Eventually;

import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

class PaymentsIT {

    private static final Duration SHORT = Duration.ofMillis(700);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private PaymentsFixture payments;

    @SuppressWarnings("NullAway.Init")
    private HttpServer shop;

    private final List<Webhook> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger(1);

    private record Webhook(String signature, String body) {}

    @BeforeEach
    void open() throws Exception {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    var isRefused = refusals.getAndDecrement() > 0;
                    if (!isRefused) {
                        var signature = exchange.getRequestHeaders().getFirst(Signer.HEADER);
                        heard.add(new Webhook(signature, body));
                    }
                    exchange.sendResponseHeaders(isRefused ? 503 : 204, -1);
                    exchange.close();
                });
        shop.start();
        var url = URI.create("http://127.0.0.1:" + shop.getAddress().getPort() + "/hook");
        payments = new PaymentsFixture(folder, url);
    }

    @AfterEach
    void close() throws TimeoutException {
        payments.close();
        shop.stop(0);
    }

    @Test
    void givesTheSameOutcomeForTheSameKey() throws Exception {
        var first = payments.authorize("a", "tok_visa");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("status")).isEqualTo("authorized");
        assertThat(payments.authorize("a", "tok_visa").body()).isEqualTo(first.body());
        assertThat(payments.lookUp("a").body()).isEqualTo(first.body());
        assertThat(payments.authorize("a", "tok_declined").text("code"))
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void takesTheMoneyOnceUnderWhateverKey() throws Exception {
        authorized("a");

        assertThat(payments.capture("c1", "a").text("status")).isEqualTo("captured");
        assertThat(payments.capture("c1", "a").text("status")).isEqualTo("captured");
        assertThat(payments.capture("c2", "a").text("reason")).isEqualTo("already-captured");
        assertThat(payments.voidByKey("a").text("reason")).isEqualTo("captured");
    }

    @Test
    void givesNoMoreBackThanWasTaken() throws Exception {
        authorized("a");
        assertThat(payments.refund("r0", "a").text("status")).isEqualTo("refused");
        assertThat(payments.capture("c", "a").text("status")).isEqualTo("captured");

        assertThat(payments.refund("r1", "a").text("status")).isEqualTo("refunded");
        assertThat(payments.refund("r1", "a").text("status")).isEqualTo("refunded");
        assertThat(payments.refund("r2", "a").text("status")).isEqualTo("refused");
    }

    @Test
    void keepsAVoidOfAKeyThatItNeverSaw() throws Exception {
        assertThat(payments.voidByKey("never").text("status")).isEqualTo("voided");

        payments.restart();

        assertThat(payments.authorize("never", "tok_visa").text("status")).isEqualTo("voided");
        assertThat(payments.capture("c", "never").text("status")).isEqualTo("refused");
    }

    @Test
    void letsGoOfWhatIsVoided() throws Exception {
        authorized("a");
        assertThat(payments.voidByKey("a").text("status")).isEqualTo("voided");

        assertThat(payments.lookUp("a").text("status")).isEqualTo("voided");
        assertThat(payments.capture("c", "a").text("reason")).isEqualTo("voided");
    }

    @Test
    void declines() throws Exception {
        assertThat(payments.authorize("a", "tok_declined").text("reason"))
                .isEqualTo("card-declined");
        assertThat(payments.authorize("b", "tok_insufficient_funds").text("reason"))
                .isEqualTo("insufficient-funds");
        assertThat(payments.authorize("c", "tok_nonsense").text("status")).isEqualTo("declined");
    }

    @Test
    void failsTwiceForEachKeyOfAFlakyCard() throws Exception {
        assertThat(payments.authorize("a", "tok_flaky").status()).isEqualTo(500);
        assertThat(payments.lookUp("a").status()).isEqualTo(404);
        assertThat(payments.authorize("a", "tok_flaky").status()).isEqualTo(500);
        assertThat(payments.authorize("a", "tok_flaky").text("status")).isEqualTo("authorized");
    }

    @Test
    void takesTheMoneyAndNeverSaysSoWhereTheCardTimesOut() throws Exception {
        assertThatThrownBy(() -> authorizeInVain("a", "tok_timeout"))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(payments.lookUp("a").text("status")).isEqualTo("authorized");
        Eventually.holds("the shop was told", () -> heard.size() == 1);
    }

    @Test
    void saysThatASlowCardIsInProgressUntilItIsDoneAlsoAcrossARestart() throws Exception {
        assertThatThrownBy(() -> authorizeInVain("a", "tok_slow"))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(payments.lookUp("a").text("status")).isEqualTo("in-progress");
        assertThat(payments.authorize("a", "tok_slow").status()).isEqualTo(202);
        payments.restart();
        Eventually.holds(
                "it is done", () -> payments.lookUp("a").text("status").equals("authorized"));
    }

    @Test
    void asksTheShopperAndTellsTheShop() throws Exception {
        var asked = payments.authorize("a", "tok_challenge");
        assertThat(asked.text("status")).isEqualTo("action-required");

        assertThat(payments.decide(asked.text("actionUrl"), "approve")).contains("approved");
        assertThat(payments.decide(asked.text("actionUrl"), "refuse")).contains("approved");

        assertThat(payments.lookUp("a").text("status")).isEqualTo("authorized");
        Eventually.holds("the shop was told", () -> heard.size() == 1);
        var webhook = heard.getFirst();
        assertThat(webhook.body()).contains("\"orderId\":\"order-1\"");
        var seconds = Long.parseLong(webhook.signature().substring(2).split(",", -1)[0]);
        var signer = new Signer("test-secret");
        assertThat(signer.sign(Instant.ofEpochSecond(seconds), Buffer.buffer(webhook.body())))
                .isEqualTo(webhook.signature());
    }

    @Test
    void withdrawsAVoidedChallenge() throws Exception {
        var asked = payments.authorize("a", "tok_challenge");
        assertThat(payments.voidByKey("a").text("status")).isEqualTo("voided");

        assertThat(payments.decide(asked.text("actionUrl"), "approve")).contains("withdrawn");
        assertThat(payments.lookUp("a").text("status")).isEqualTo("voided");
    }

    @Test
    void isTheSameAfterARestartAlsoWhereTheLastLineIsTorn() throws Exception {
        authorized("a");
        assertThat(payments.capture("c", "a").text("status")).isEqualTo("captured");
        var before = payments.log();
        Files.writeString(
                folder.resolve("payments.log"), "{\"entry\":\"boo", StandardOpenOption.APPEND);

        payments.restart();

        assertThat(payments.log()).isEqualTo(before);
        assertThat(payments.capture("c2", "a").text("reason")).isEqualTo("already-captured");
        assertThat(payments.lookUp("c").text("status")).isEqualTo("captured");
    }

    private void authorized(String key) throws IOException, InterruptedException {
        assertThat(payments.authorize(key, "tok_visa").text("status")).isEqualTo("authorized");
    }

    private void authorizeInVain(String key, String token)
            throws IOException, InterruptedException {
        var _ = payments.post("authorizations", key, PaymentsFixture.authorization(token), SHORT);
    }
}
