package dev.souk.order.store;

import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.order.app.Announcements;

import java.util.List;

/** The stores of one node over one database. */
public record PgStores(
        PgOrderStore orders,
        PgSagaStore sagas,
        PgStuckSagas stuck,
        PgKeyClaims claims,
        PgCartStore carts) {

    /** The tables that are partitioned by the month of an order's id. */
    public static final List<String> PARTITIONED =
            List.of("order_events", "order_snapshots", "payment_entries", "order_timeline");

    /** The stores as one node uses them. */
    public static PgStores over(
            Database database, Outbox outbox, Announcements announcements, Author author) {
        var log = new OrderLog(outbox, announcements, author);
        var sagaRows = new SagaRows(author.nodeId());
        var cartRows = new CartRows();
        var claims = new PgKeyClaims(database);
        return new PgStores(
                new PgOrderStore(database, log, claims, sagaRows, author.tracing()),
                new PgSagaStore(database, log, sagaRows, cartRows, author),
                new PgStuckSagas(database, log, sagaRows, author),
                claims,
                new PgCartStore(database, cartRows));
    }
}
