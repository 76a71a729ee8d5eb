package dev.souk.order.store;

import dev.souk.cluster.json.Json;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * What orders had become at some of their versions, so that the fold need not begin at the first
 * event. A snapshot is a shortcut only: one of an unknown shape is passed over, and the fold begins
 * earlier.
 *
 * @param every how many events lie between two snapshots of an order
 */
record StoredSnapshots(int every) {

    /** The version of the shape of {@link Order}; raised whenever old states would be misread. */
    static final int SHAPE = 1;

    private static final String ADD =
            """
            INSERT INTO order_snapshots (order_id, version, shape, state)
            VALUES ($1, $2, $3, $4::text::jsonb)
            """;

    /** Adds a snapshot where so many events have come together. */
    Future<Void> add(SqlConnection tx, Decision decision) {
        var order = decision.next();
        var before = order.version() - decision.facts().size();
        if (order.version() / every == before / every) {
            return Future.succeededFuture();
        }
        var state = Json.encode(order).toString();
        return tx.preparedQuery(ADD)
                .execute(Tuple.of(order.id(), order.version(), SHAPE, state))
                .mapEmpty();
    }

    static Order read(String state) {
        return Json.decode(Buffer.buffer(state), Order.class);
    }
}
