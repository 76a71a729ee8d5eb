package dev.souk.notify;

import dev.souk.notify.store.PgNotices;
import dev.souk.notify.store.PgNotices.Told;
import dev.souk.notify.stream.CustomerEvents;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.UUID;

/** Joins the events to the tables, which don't know each other. */
record NoticeSink(PgNotices notices) implements CustomerEvents.Sink {

    @Override
    public Future<Void> tell(SqlConnection tx, CustomerEvents.Telling telling) {
        return notices.tell(
                tx,
                new Told(
                        telling.eventId(),
                        telling.userId(),
                        telling.notice(),
                        telling.time(),
                        telling.traceparent()));
    }

    @Override
    public Future<Void> forget(SqlConnection tx, UUID userId) {
        return notices.forget(tx, userId);
    }
}
