package dev.souk.notify.app;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.app.MailQueue.Claimed;
import dev.souk.notify.app.MailQueue.Outcome;
import dev.souk.notify.app.MailServer.Envelope;
import dev.souk.notify.domain.OrderMail;
import dev.souk.notify.domain.RetryPolicy;
import dev.souk.user.api.Contact;
import dev.souk.user.api.FindContact;
import dev.souk.user.api.UserApi;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Sends the mails that are due: asks where its reader is reached, writes it, hands it over, and
 * notes the outcome. A mail is sent at least once; a repetition, after a fault only, has the same
 * Message-ID. Of one event loop.
 */
public final class SendMails {

    private static final Logger LOG = LoggerFactory.getLogger(SendMails.class);
    private static final int BATCH = 16;
    private static final Duration CONTACT_LIMIT = Duration.ofSeconds(2);

    private final MailQueue queue;
    private final MailServer server;
    private final ServiceClient services;
    private final Tracing tracing;
    private final RandomGenerator random;
    private Future<Void> current = Future.succeededFuture();
    private boolean stopped;

    public SendMails(
            MailQueue queue,
            MailServer server,
            ServiceClient services,
            Tracing tracing,
            RandomGenerator random) {
        this.queue = queue;
        this.server = server;
        this.services = services;
        this.tracing = tracing;
        this.random = random;
    }

    /** Sends until nothing is due, or the mail server is away. One run at a time. */
    public Future<Void> run() {
        current = goOn();
        return current;
    }

    /** Begins no further mail; done when those under way are. */
    public Future<Void> stop() {
        stopped = true;
        return current.otherwiseEmpty();
    }

    private Future<Void> goOn() {
        return server.isThere() && !stopped ? sendBatch() : Future.succeededFuture();
    }

    private Future<Void> sendBatch() {
        return queue.claim(BATCH)
                .compose(mails -> sendAll(mails).map(mails.size()))
                .compose(count -> count == BATCH ? goOn() : Future.succeededFuture());
    }

    private Future<Void> sendAll(List<Claimed> mails) {
        return Future.join(mails.stream().map(this::sendTraced).toList()).mapEmpty();
    }

    private Future<Void> sendTraced(Claimed mail) {
        return tracing.within(mail.traceparent(), () -> send(mail));
    }

    private Future<Void> send(Claimed mail) {
        return contact(mail)
                .compose(contact -> server.send(envelope(mail, contact)))
                .transform(
                        done ->
                                done.succeeded()
                                        ? Future.<Outcome>succeededFuture(new Outcome.Sent())
                                        : Future.succeededFuture(failed(mail, done.cause())))
                .compose(outcome -> settle(mail, outcome));
    }

    private Future<Contact> contact(Claimed mail) {
        var query = new FindContact(mail.userId());
        return services.call(UserApi.FIND_CONTACT, query, CallContext.system(CONTACT_LIMIT));
    }

    private static Envelope envelope(Claimed mail, Contact contact) {
        var text = OrderMail.write(mail.notice(), contact.name(), contact.locale());
        return new Envelope(mail.messageId(), contact.email(), text);
    }

    private Outcome failed(Claimed mail, Throwable cause) {
        var reason = cause instanceof ServiceFailure failure ? failure.reason() : Reason.INTERNAL;
        return switch (reason) {
            case NOT_FOUND -> new Outcome.Dropped("the account is gone");
            case REFUSED -> refused(mail);
            default -> later(mail, reason.code());
        };
    }

    private Outcome refused(Claimed mail) {
        return RetryPolicy.givesUp(mail.attempt())
                ? new Outcome.Dropped("the mail server refuses it")
                : later(mail, "refused");
    }

    private Outcome later(Claimed mail, String reason) {
        var pause = RetryPolicy.pause(mail.attempt(), random.nextDouble());
        return new Outcome.Later(pause, reason);
    }

    private Future<Void> settle(Claimed mail, Outcome outcome) {
        switch (outcome) {
            case Outcome.Sent() ->
                    LOG.atInfo()
                            .addKeyValue("messageId", mail.messageId())
                            .addKeyValue("order", mail.notice().number())
                            .log("mail sent");
            case Outcome.Later(var pause, var reason) ->
                    LOG.atDebug()
                            .addKeyValue("messageId", mail.messageId())
                            .addKeyValue("reason", reason)
                            .log("mail waits");
            case Outcome.Dropped(var reason) ->
                    LOG.atWarn()
                            .addKeyValue("messageId", mail.messageId())
                            .addKeyValue("reason", reason)
                            .log("mail dropped");
        }
        return queue.settle(mail, outcome);
    }
}
