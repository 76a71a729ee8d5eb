package dev.souk.catalog.store;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockBook;
import dev.souk.cluster.events.Outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Locks stock, and writes what a book did to it: rows, ledger, totals, marks and events. */
final class StockTables {

    private static final String LOCK =
            """
            SELECT product_id, mode, available, reserved, sold, version FROM stock
            WHERE product_id = ANY($1::uuid[]) ORDER BY product_id FOR UPDATE
            """;

    /** The version is checked although the row is locked: a lock forgotten must not go unseen. */
    private static final String UPDATE =
            """
            UPDATE stock s SET available = u.available, reserved = u.reserved, sold = u.sold,
                version = u.version
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                AS u(product_id, available, reserved, sold, version)
            WHERE s.product_id = u.product_id AND s.version = u.version - 1
            """;

    private static final String MARK =
            "INSERT INTO stock_marks (product_id) SELECT unnest($1::uuid[])";
    private static final String TOTALS =
            """
            SELECT product_id, customer_id, quantity FROM customer_totals
            WHERE (product_id, customer_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
            """;
    private static final String ADD_TOTALS =
            """
            INSERT INTO customer_totals (product_id, customer_id, quantity)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])
            ON CONFLICT (product_id, customer_id)
                DO UPDATE SET quantity = customer_totals.quantity + EXCLUDED.quantity
            """;
    private static final String CUT_TOTALS =
            """
            UPDATE customer_totals t SET quantity = t.quantity + u.quantity
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])
                AS u(product_id, customer_id, quantity)
            WHERE t.product_id = u.product_id AND t.customer_id = u.customer_id
            """;

    private final Outbox outbox;
    private final CatalogFacts facts;

    StockTables(Outbox outbox, CatalogFacts facts) {
        this.outbox = outbox;
        this.facts = facts;
    }

    /** Locks the products' stock, in the order that everybody keeps. */
    Future<StockBook> lock(SqlConnection tx, Collection<UUID> products) {
        return products.isEmpty()
                ? Future.succeededFuture(new StockBook(List.of()))
                : tx.preparedQuery(LOCK)
                        .execute(Tuple.of(products.stream().distinct().toArray(UUID[]::new)))
                        .map(StockTables::book);
    }

    /** What the customers have; to be read under the lock of the products' stock. */
    Future<Purchases> purchases(SqlConnection tx, Collection<Buyer> buyers) {
        return tx.preparedQuery(TOTALS)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        buyers.stream().map(Buyer::productId).toArray(UUID[]::new))
                                .addArrayOfUUID(
                                        buyers.stream()
                                                .map(Buyer::customerId)
                                                .toArray(UUID[]::new)))
                .map(StockTables::purchases);
    }

    /**
     * Writes everything that the book and the purchases changed; the statements go out together.
     *
     * @return the ids of the ledger's entries, in their order
     */
    Future<List<UUID>> write(
            SqlConnection tx,
            StockBook book,
            Purchases purchases,
            @Nullable String reason,
            @Nullable String actor) {
        var changed = book.changed();
        if (changed.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var stock = update(tx, changed);
        var ledger = Ledger.insert(tx, facts, book.entries(), reason, actor);
        var totals = totals(tx, purchases.changes());
        var marks =
                tx.preparedQuery(MARK)
                        .execute(
                                Tuple.of(
                                        changed.stream()
                                                .map(Stock::productId)
                                                .toArray(UUID[]::new)));
        var events = outbox.append(tx, CatalogEvents.STOCK, facts.moved(book));
        return Future.join(List.of(stock, ledger, totals, marks, events)).compose(done -> ledger);
    }

    private static Future<Void> update(SqlConnection tx, List<Stock> changed) {
        var args =
                Tuple.tuple()
                        .addArrayOfUUID(changed.stream().map(Stock::productId).toArray(UUID[]::new))
                        .addArrayOfLong(changed.stream().map(Stock::available).toArray(Long[]::new))
                        .addArrayOfLong(changed.stream().map(Stock::reserved).toArray(Long[]::new))
                        .addArrayOfLong(changed.stream().map(Stock::sold).toArray(Long[]::new))
                        .addArrayOfLong(changed.stream().map(Stock::version).toArray(Long[]::new));
        return tx.preparedQuery(UPDATE)
                .execute(args)
                .compose(
                        rows ->
                                rows.rowCount() == changed.size()
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(
                                                new IllegalStateException(
                                                        "stock moved under its lock")));
    }

    private static Future<Void> totals(SqlConnection tx, Map<Buyer, Long> changes) {
        var added = new HashMap<Buyer, Long>(changes);
        added.values().removeIf(quantity -> quantity < 0);
        var cut = new HashMap<Buyer, Long>(changes);
        cut.values().removeIf(quantity -> quantity > 0);
        return Future.join(totals(tx, ADD_TOTALS, added), totals(tx, CUT_TOTALS, cut)).mapEmpty();
    }

    private static Future<Void> totals(SqlConnection tx, String sql, Map<Buyer, Long> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        var buyers = changes.keySet().stream().sorted().toList();
        return tx.preparedQuery(sql)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        buyers.stream().map(Buyer::productId).toArray(UUID[]::new))
                                .addArrayOfUUID(
                                        buyers.stream().map(Buyer::customerId).toArray(UUID[]::new))
                                .addArrayOfLong(
                                        buyers.stream().map(changes::get).toArray(Long[]::new)))
                .mapEmpty();
    }

    private static StockBook book(RowSet<Row> rows) {
        var stocks = new ArrayList<Stock>(rows.size());
        rows.forEach(row -> stocks.add(ProductRows.stock(row, "product_id", "version")));
        return new StockBook(stocks);
    }

    private static Purchases purchases(RowSet<Row> rows) {
        var totals = new HashMap<Buyer, Long>();
        for (var row : rows) {
            totals.put(
                    new Buyer(row.getUUID("product_id"), row.getUUID("customer_id")),
                    row.getLong("quantity"));
        }
        return new Purchases(totals);
    }
}
