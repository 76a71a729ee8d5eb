package dev.souk.recommend.store;

import dev.souk.cluster.sql.Database;
import dev.souk.contract.Money;
import dev.souk.recommend.app.SalesStore;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Sales from PostgreSQL. */
public final class PgSalesStore implements SalesStore {

    private static final String SALES =
            """
            SELECT start, currency, orders, units, revenue FROM sales_windows
            WHERE length = $1 AND start >= $2 AND start < $3 ORDER BY start, currency
            """;
    private static final String TOP =
            """
            SELECT product_id, currency, sum(orders)::bigint AS orders,
                sum(units)::bigint AS units, sum(revenue)::bigint AS revenue
            FROM product_sales WHERE start >= $1 AND start < $2
            GROUP BY product_id, currency ORDER BY units DESC, product_id LIMIT $3
            """;

    private final Database database;

    public PgSalesStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Windowed>> sales(Window window, Span span) {
        var args =
                Tuple.of(
                        window.word(),
                        span.from().atOffset(ZoneOffset.UTC),
                        span.to().atOffset(ZoneOffset.UTC));
        return database.query(SALES, args).map(PgSalesStore::windows);
    }

    @Override
    public Future<List<Sold>> top(Span span, int limit) {
        var args =
                Tuple.of(
                        span.from().atOffset(ZoneOffset.UTC),
                        span.to().atOffset(ZoneOffset.UTC),
                        limit);
        return database.query(TOP, args).map(PgSalesStore::products);
    }

    private static List<Windowed> windows(RowSet<Row> rows) {
        var windows = new ArrayList<Windowed>(rows.size());
        for (var row : rows) {
            windows.add(
                    new Windowed(
                            row.getOffsetDateTime("start").toInstant(),
                            row.getLong("orders"),
                            row.getLong("units"),
                            revenue(row)));
        }
        return windows;
    }

    private static List<Sold> products(RowSet<Row> rows) {
        var products = new ArrayList<Sold>(rows.size());
        for (var row : rows) {
            products.add(
                    new Sold(
                            row.getUUID("product_id"),
                            row.getLong("orders"),
                            row.getLong("units"),
                            revenue(row)));
        }
        return products;
    }

    private static Money revenue(Row row) {
        return new Money(row.getLong("revenue"), row.getString("currency"));
    }
}
