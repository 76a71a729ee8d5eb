package dev.souk.notify;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Operations;
import dev.souk.notify.api.NotifyApi;
import dev.souk.notify.app.SendMails;
import dev.souk.notify.bus.DeadLetterOperations;
import dev.souk.notify.bus.NotificationOperations;
import dev.souk.notify.mail.SmtpConfig;
import dev.souk.notify.mail.SmtpMail;
import dev.souk.notify.mail.SmtpProbe;
import dev.souk.notify.store.PgMailQueue;
import dev.souk.notify.store.PgNotices;
import dev.souk.notify.store.PgNotifications;
import dev.souk.notify.store.PgOrderMessages;
import dev.souk.notify.stream.CustomerEvents;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Duration;

/** Puts the notify service together and starts it. */
public final class NotifyVerticle extends VerticleBase {

    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(NotifyApi.SERVICE, SmtpConfig.KEYS, NotifyVerticle::new)
                    .using(Resource.DATABASE, Resource.KAFKA, Resource.CURSORS);

    private static final Duration SEND = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final ServiceRuntime runtime;

    public NotifyVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Future<?> start() {
        return runtime.database("db/notify").compose(this::start);
    }

    private Future<?> start(Database database) {
        var config = SmtpConfig.of(runtime.settings());
        var events = runtime.events(database);
        runtime.health().probe("smtp", false, new SmtpProbe(vertx, config)::greets);
        var messages = new PgOrderMessages(database);
        var endpoints =
                Endpoints.of(NotifyApi.SERVICE)
                        .on(
                                NotifyApi.MESSAGES_OF_ORDER,
                                (query, _) -> messages.find(query.orderId()));
        return runtime.serve(operations(database, events), endpoints)
                .compose(_ -> consumer(config).addTo(events.consumer("customers")).start())
                .onSuccess(_ -> repeat(database, config));
    }

    private Operations operations(Database database, EventStreams events) {
        var cursors = runtime.cursors();
        var notifications =
                new NotificationOperations(new PgNotifications(database), cursors)
                        .addTo(Operations.from("dev/souk/notify/openapi.yaml"));
        return new DeadLetterOperations(events.deadLetters(), cursors).addTo(notifications);
    }

    private CustomerEvents consumer(SmtpConfig config) {
        var notices = new PgNotices(config.domain(), runtime.nodeName());
        return new CustomerEvents(new NoticeSink(notices), runtime.telemetry()::traceparent);
    }

    private void repeat(Database database, SmtpConfig config) {
        var queue = new PgMailQueue(database, runtime.ids(), runtime.nodeName());
        var notifications = new PgNotifications(database);
        var sender = sender(queue, config);
        var timers = runtime.timers();
        runtime.onDrain(sender::stop);
        timers.every(SEND, sender::run);
        timers.every(SWEEP, () -> queue.sweep().compose(_ -> notifications.sweep()));
    }

    private SendMails sender(PgMailQueue queue, SmtpConfig config) {
        var breaker = runtime.breakers().of("smtp");
        var server = SmtpMail.create(vertx, config, breaker, runtime.telemetry());
        return new SendMails(
                queue,
                server,
                runtime.services(),
                runtime.telemetry()::withTrace,
                runtime.random());
    }
}
