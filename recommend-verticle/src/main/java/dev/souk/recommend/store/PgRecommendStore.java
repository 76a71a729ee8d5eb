package dev.souk.recommend.store;

import dev.souk.cluster.sql.Database;
import dev.souk.recommend.app.RecommendStore;
import dev.souk.recommend.domain.Ranking.Selling;
import dev.souk.recommend.domain.Ranking.Together;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Recommendations from PostgreSQL. A product that was never heard of is taken to be there. */
public final class PgRecommendStore implements RecommendStore {

    private static final String BOUGHT_BY =
            """
            SELECT product_id FROM purchases WHERE customer_id = $1 ORDER BY last_at DESC LIMIT $2
            """;
    private static final String BOUGHT_WITH =
            """
            SELECT c.other_id, c.orders AS together, mine.orders AS mine, other.orders AS others
            FROM co_purchases c
            JOIN product_orders mine ON mine.product_id = c.product_id
            JOIN product_orders other ON other.product_id = c.other_id
            LEFT JOIN products p ON p.product_id = c.other_id
            WHERE c.product_id = ANY($1::uuid[]) AND p.deleted IS NOT TRUE
            ORDER BY c.orders DESC, c.other_id LIMIT $2
            """;
    private static final String ALIKE =
            """
            SELECT p.product_id FROM products p, products me
            WHERE me.product_id = $1 AND p.product_id <> me.product_id AND NOT p.deleted
                AND (p.category = me.category OR p.brand = me.brand)
            ORDER BY (p.category = me.category AND p.brand = me.brand) IS TRUE DESC,
                (p.category = me.category) IS TRUE DESC, abs(p.price - me.price), p.product_id
            LIMIT $2
            """;
    private static final String SELLING =
            """
            SELECT s.product_id, sum(s.units)::bigint AS units FROM product_sales s
            LEFT JOIN products p ON p.product_id = s.product_id
            WHERE s.start >= $1 AND p.deleted IS NOT TRUE
            GROUP BY s.product_id ORDER BY units DESC, s.product_id LIMIT $2
            """;

    private final Database database;

    public PgRecommendStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<UUID>> boughtBy(UUID customerId, int limit) {
        return database.query(BOUGHT_BY, Tuple.of(customerId, limit)).map(PgRecommendStore::ids);
    }

    @Override
    public Future<List<Together>> boughtWith(Collection<UUID> products, int limit) {
        var args = Tuple.tuple().addArrayOfUUID(products.toArray(UUID[]::new)).addInteger(limit);
        return database.query(BOUGHT_WITH, args).map(PgRecommendStore::together);
    }

    @Override
    public Future<List<UUID>> alike(UUID productId, int limit) {
        return database.query(ALIKE, Tuple.of(productId, limit)).map(PgRecommendStore::ids);
    }

    @Override
    public Future<List<Selling>> sellingSince(Instant moment, int limit) {
        var args = Tuple.of(moment.atOffset(ZoneOffset.UTC), limit);
        return database.query(SELLING, args).map(PgRecommendStore::selling);
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        var ids = new ArrayList<UUID>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }

    private static List<Together> together(RowSet<Row> rows) {
        var counts = new ArrayList<Together>(rows.size());
        for (var row : rows) {
            counts.add(
                    new Together(
                            row.getUUID("other_id"),
                            row.getLong("together"),
                            row.getLong("mine"),
                            row.getLong("others")));
        }
        return counts;
    }

    private static List<Selling> selling(RowSet<Row> rows) {
        var sales = new ArrayList<Selling>(rows.size());
        rows.forEach(row -> sales.add(new Selling(row.getUUID(0), row.getLong(1))));
        return sales;
    }
}
