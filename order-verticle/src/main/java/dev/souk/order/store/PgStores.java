package dev.souk.order.store;

import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.order.app.Announcements;
import dev.souk.order.app.Tracing;

/** The stores of one node over one database. */
public record PgStores(
        PgOrderStore orders, PgSagaStore sagas, PgKeyClaims claims, PgCartStore carts) {

    /**
     * @param nodeId under which this node claims sagas
     */
    public static PgStores over(
            Database database,
            Outbox outbox,
            Announcements announcements,
            String nodeId,
            Tracing tracing) {
        var log = new OrderLog(outbox, announcements);
        var sagaRows = new SagaRows(nodeId);
        var cartRows = new CartRows();
        var claims = new PgKeyClaims(database);
        return new PgStores(
                new PgOrderStore(database, log, claims, sagaRows, tracing),
                new PgSagaStore(database, log, sagaRows, cartRows, nodeId),
                claims,
                new PgCartStore(database, cartRows));
    }
}
