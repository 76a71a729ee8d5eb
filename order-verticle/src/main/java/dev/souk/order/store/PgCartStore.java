package dev.souk.order.store;

import dev.souk.cluster.sql.Database;
import dev.souk.order.app.CartStore;
import dev.souk.order.domain.Cart;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;

import java.util.UUID;
import java.util.function.UnaryOperator;

/** Carts in PostgreSQL, one row each. */
public final class PgCartStore implements CartStore {

    private final Database database;
    private final CartRows rows;

    PgCartStore(Database database, CartRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Override
    public Future<Cart> find(UUID customerId) {
        return database.query(CartRows.FIND, Tuple.of(customerId))
                .map(found -> CartRows.cartOf(customerId, found));
    }

    @Override
    public Future<Cart> change(UUID customerId, UnaryOperator<Cart> change) {
        return database.transaction(tx -> rows.change(tx, customerId, change));
    }
}
