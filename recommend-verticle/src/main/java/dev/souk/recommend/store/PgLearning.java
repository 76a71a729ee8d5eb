package dev.souk.recommend.store;

import dev.souk.recommend.app.Learning;
import dev.souk.recommend.domain.Sale;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.UUID;

/** Learns into PostgreSQL. */
public final class PgLearning implements Learning<SqlConnection> {

    private final PgPurchases purchases = new PgPurchases();
    private final PgProducts products = new PgProducts();

    @Override
    public Future<Void> sold(SqlConnection transaction, Sale sale) {
        return purchases.learn(transaction, sale);
    }

    @Override
    public Future<Void> known(SqlConnection transaction, Known product, long version) {
        return products.keep(transaction, product, version);
    }

    @Override
    public Future<Void> gone(SqlConnection transaction, UUID productId, long version) {
        return products.end(transaction, productId, version);
    }
}
