package dev.souk.notify.mail;

import dev.souk.cluster.resilience.Breaker;
import dev.souk.cluster.resilience.BreakerState;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.app.MailServer;

import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Mail by SMTP, behind a circuit breaker. Each mail carries the {@code traceparent} of what it
 * tells of.
 */
public final class SmtpMail implements MailServer {

    /** What the server may take for one mail; less than a claim on it lasts. */
    private static final long LIMIT_SECONDS = 10;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final MailClient client;
    private final String from;
    private final Breaker breaker;
    private final Telemetry telemetry;

    private SmtpMail(MailClient client, String from, Breaker breaker, Telemetry telemetry) {
        this.client = client;
        this.from = from;
        this.breaker = breaker;
        this.telemetry = telemetry;
    }

    /** Connects when the first mail is sent. */
    public static SmtpMail create(
            Vertx vertx, SmtpConfig config, Breaker breaker, Telemetry telemetry) {
        var client = MailClient.create(vertx, config.client());
        return new SmtpMail(client, config.from(), breaker, telemetry);
    }

    @Override
    public boolean isThere() {
        return breaker.state() != BreakerState.State.OPEN;
    }

    @Override
    public Future<Void> send(Envelope envelope) {
        return telemetry.span(
                "send mail",
                SpanKind.CLIENT,
                () -> breaker.guard(() -> handOver(message(envelope))));
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return client.close();
    }

    private Future<Void> handOver(MailMessage message) {
        return client.sendMail(message)
                .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(translate(failure)));
    }

    /** A Message-ID that is given is kept; the rest of the headers is the client's. */
    private MailMessage message(Envelope envelope) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("Message-ID", envelope.messageId());
        var traceparent = telemetry.traceparent();
        if (!traceparent.isEmpty()) {
            headers.add("traceparent", traceparent);
        }
        return new MailMessage()
                .setFrom(from)
                .setTo(envelope.to())
                .setSubject(envelope.mail().subject())
                .setText(envelope.mail().text())
                .setHtml(envelope.mail().html())
                .setHeaders(headers);
    }

    /** A server that says no for good (RFC 5321, section 4.2.1) is there; any other is not. */
    private static ServiceFailure translate(Throwable failure) {
        return failure instanceof SMTPException answer && answer.isPermanent()
                ? ServiceFailure.of(Reason.REFUSED, "The mail server refuses the mail")
                : ServiceFailure.unavailable("The mail server is not available", RETRY_AFTER);
    }
}
