package dev.souk.order.store;

import dev.souk.cluster.json.Json;
import dev.souk.order.domain.Cart;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The rows of carts, inside a transaction. */
final class CartRows {

    /** Reads a cart. */
    static final String FIND =
            "SELECT version, items::text AS items FROM carts WHERE customer_id = $1";

    private static final String ADD =
            """
            INSERT INTO carts (customer_id, version, items, updated_at) VALUES ($1, 0, '[]', now())
            ON CONFLICT DO NOTHING
            """;
    private static final String HOLD = FIND + " FOR UPDATE";
    private static final String SET =
            """
            UPDATE carts SET version = $2, items = $3::text::jsonb, updated_at = now()
            WHERE customer_id = $1
            """;

    /** Changes a cart, which the transaction holds from then on. */
    Future<Cart> change(SqlConnection tx, UUID customerId, UnaryOperator<Cart> change) {
        var added = tx.preparedQuery(ADD).execute(Tuple.of(customerId));
        var held = tx.preparedQuery(HOLD).execute(Tuple.of(customerId));
        return added.compose(_ -> held)
                .map(rows -> cartOf(customerId, rows))
                .compose(cart -> set(tx, cart, change.apply(cart)));
    }

    private static Future<Cart> set(SqlConnection tx, Cart before, Cart after) {
        return after.equals(before)
                ? Future.succeededFuture(after)
                : tx.preparedQuery(SET)
                        .execute(
                                Tuple.of(
                                        after.customerId(),
                                        after.version(),
                                        Json.encode(after.items()).toString()))
                        .map(_ -> after);
    }

    static Cart cartOf(UUID customerId, RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Cart.empty(customerId);
        }
        var row = rows.iterator().next();
        var items = Json.decode(Buffer.buffer(row.getString("items")), Cart.Item[].class);
        return new Cart(customerId, row.getLong("version"), List.of(items));
    }
}
