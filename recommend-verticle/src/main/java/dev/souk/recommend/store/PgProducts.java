package dev.souk.recommend.store;

import dev.souk.recommend.app.Learning.Known;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.UUID;

/** What the catalog says of products. Older news than what is known changes nothing. */
final class PgProducts {

    private static final String KEEP =
            """
            INSERT INTO products (product_id, version, deleted, category, brand, price)
            VALUES ($1, $2, false, $3, $4, $5)
            ON CONFLICT (product_id) DO UPDATE SET version = EXCLUDED.version, deleted = false,
                category = EXCLUDED.category, brand = EXCLUDED.brand, price = EXCLUDED.price
            WHERE products.version < EXCLUDED.version AND NOT products.deleted
            """;
    private static final String END =
            """
            INSERT INTO products (product_id, version, deleted) VALUES ($1, $2, true)
            ON CONFLICT (product_id) DO UPDATE SET version = EXCLUDED.version, deleted = true,
                category = NULL, brand = NULL, price = NULL
            """;

    /** Keeps what is new of a product; a product that ended stays ended. */
    Future<Void> keep(SqlConnection tx, Known product, long version) {
        return tx.preparedQuery(KEEP)
                .execute(
                        Tuple.of(product.productId(), version)
                                .addString(product.category())
                                .addString(product.brand())
                                .addLong(product.price()))
                .mapEmpty();
    }

    Future<Void> end(SqlConnection tx, UUID productId, long version) {
        return tx.preparedQuery(END).execute(Tuple.of(productId, version)).mapEmpty();
    }
}
