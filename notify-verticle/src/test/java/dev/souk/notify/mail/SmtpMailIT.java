package dev.souk.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.config.Settings;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.app.MailServer.Envelope;
import dev.souk.notify.domain.Mail;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

class SmtpMailIT {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Mail MAIL =
            new Mail(
                    "Order S-1 is confirmed – für Sie",
                    "Grüße: 12,99 €\n",
                    "<p>Grüße: 12,99 €</p>");

    private final Vertx vertx = Vertx.vertx();
    private final Telemetry telemetry = Telemetry.none();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void deliversTextAndHtmlWithItsOwnMessageId() throws IOException {
        var mail = mail(TestServers.smtpUrl());
        var envelope = new Envelope("<e1.u1@souk.test>", "ada@example.test", MAIL);

        await(telemetry.withTrace(TRACE, () -> mail.send(envelope)));

        assertThat(TestServers.inbox().mailsTo("ada@example.test"))
                .singleElement()
                .satisfies(
                        received -> {
                            assertThat(received.subject()).isEqualTo(MAIL.subject());
                            assertThat(received.text()).contains("Grüße: 12,99 €");
                            assertThat(received.html()).contains("<p>Grüße: 12,99 €</p>");
                            assertThat(received.headers())
                                    .containsEntry("Message-ID", "<e1.u1@souk.test>")
                                    .containsEntry("From", "Souk <orders@souk.test>");
                            assertThat(received.headers().get("traceparent"))
                                    .contains("0af7651916cd43dd8448eb211c80319c");
                        });
    }

    @Test
    void saysThatAServerIsAwayAndStopsAsking() {
        var mail = mail("smtp://127.0.0.1:" + TestServers.freePort());
        var envelope = new Envelope("<e2.u1@souk.test>", "ada@example.test", MAIL);

        for (var i = 0; i < 10; i++) {
            assertThatThrownBy(() -> await(mail.send(envelope)))
                    .isInstanceOfSatisfying(
                            ServiceFailure.class,
                            failure -> assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE));
        }

        assertThat(mail.isThere()).isFalse();
        Eventually.holds("the breaker lets one try", mail::isThere);
    }

    @Test
    void probesTheGreeting() {
        var there = new SmtpProbe(vertx, config(TestServers.smtpUrl()));
        var away = new SmtpProbe(vertx, config("smtp://127.0.0.1:" + TestServers.freePort()));

        // A server that is busy may take longer than the probe waits.
        Eventually.holds("the server greets", () -> await(there.greets().map(true)));
        assertThatThrownBy(() -> await(away.greets())).isInstanceOf(IOException.class);
    }

    private SmtpMail mail(String url) {
        var breaker = new Breakers(vertx, NanoClock.SYSTEM).of("smtp");
        return SmtpMail.create(vertx, config(url), breaker, telemetry);
    }

    private static SmtpConfig config(String url) {
        return SmtpConfig.of(Settings.of(Map.of("SOUK_SMTP_URL", url)));
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
