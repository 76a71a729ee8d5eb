package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.telemetry.Telemetry;

import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each event its effect, once: the note that it was seen, or that it waits behind a parked
 * one, and what the handler writes are one transaction. The record's trace is current in it.
 */
final class EventEffects {

    private static final Logger LOG = LoggerFactory.getLogger(EventEffects.class);

    private final Database database;
    private final Inbox inbox;
    private final Parked parked;
    private final Telemetry telemetry;

    EventEffects(Database database, Inbox inbox, Parked parked, Telemetry telemetry) {
        this.database = database;
        this.inbox = inbox;
        this.parked = parked;
        this.telemetry = telemetry;
    }

    /** Succeeds when the event is dealt with: now, earlier, or by waiting behind a parked one. */
    Future<Void> apply(String consumer, Handlers handlers, InboundRecord record) {
        return telemetry.withTrace(
                record.traceparent(),
                () ->
                        telemetry.span(
                                "process " + record.type(),
                                SpanKind.CONSUMER,
                                () ->
                                        database.transaction(
                                                tx -> applyIn(tx, consumer, handlers, record))));
    }

    /**
     * The same in a transaction that exists; where the key is parked, the record is added to it.
     */
    private Future<Void> applyIn(
            SqlConnection tx, String consumer, Handlers handlers, InboundRecord record) {
        var envelope = record.envelope();
        if (envelope.isEmpty()) {
            return Future.failedFuture(
                    new IllegalArgumentException("no CloudEvent: " + record.place()));
        }
        if (Telemetry.isSampled()) {
            LOG.atInfo().addKeyValue("type", record.type()).log("an event has come");
        }
        return inbox.note(tx, consumer, record, envelope.get())
                .compose(
                        standing ->
                                switch (standing) {
                                    case NEW -> handle(tx, handlers, record, envelope.get());
                                    case SEEN -> Future.succeededFuture();
                                    case PARKED ->
                                            parked.add(tx, consumer, record, Parked.BEHIND, 0);
                                });
    }

    /** Handles the first event of a parked key, whose row the transaction holds. */
    Future<Void> replay(
            SqlConnection tx, String consumer, Handlers handlers, InboundRecord record) {
        var envelope = record.envelope();
        if (envelope.isEmpty()) {
            return Future.failedFuture(new IllegalArgumentException("no CloudEvent"));
        }
        return telemetry.withTrace(
                record.traceparent(),
                () ->
                        inbox.noteParked(tx, consumer, record, envelope.get())
                                .compose(
                                        isNew ->
                                                isNew
                                                        ? handle(
                                                                tx,
                                                                handlers,
                                                                record,
                                                                envelope.get())
                                                        : Future.succeededFuture()));
    }

    private static Future<Void> handle(
            SqlConnection tx,
            Handlers handlers,
            InboundRecord record,
            CloudEvents.Envelope envelope) {
        return handlers.effect(record, envelope)
                .map(effect -> effect.apply(tx, record, envelope))
                .orElseGet(
                        () ->
                                Future.failedFuture(
                                        new IllegalStateException(
                                                "no handler for " + envelope.type())));
    }
}
