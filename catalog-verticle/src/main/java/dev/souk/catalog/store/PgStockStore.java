package dev.souk.catalog.store;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.StockStore;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockBook;
import dev.souk.catalog.domain.StockCause;
import dev.souk.catalog.domain.StockMode;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Stock and its ledger in PostgreSQL. */
public final class PgStockStore implements StockStore {

    private static final String EXISTS =
            "SELECT 1 FROM products WHERE id = $1 AND deleted_at IS NULL";
    private static final String LEDGER =
            "SELECT "
                    + Ledger.COLUMNS
                    + """
                    FROM stock_ledger
                    WHERE product_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
                    """;
    private static final String ENTRY =
            "SELECT " + Ledger.COLUMNS + "FROM stock_ledger WHERE product_id = $1 AND id = $2";

    /** One node at a time, so that a product isn't published twice within its second. */
    private static final String TAKE_TURN =
            "SELECT pg_try_advisory_xact_lock(hashtext('stock_marks'))";

    private static final String TAKE_MARKS =
            """
            WITH due AS (
                SELECT m.product_id, m.id FROM stock_marks m JOIN products p ON p.id = m.product_id
                WHERE p.state_at <= clock_timestamp() - interval '1 second'
                ORDER BY m.id LIMIT $1)
            DELETE FROM stock_marks m USING due
            WHERE m.product_id = due.product_id AND m.id = due.id RETURNING m.product_id
            """;
    private static final String LOCK_PRODUCTS =
            """
            SELECT id FROM products WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL
            ORDER BY id FOR NO KEY UPDATE
            """;
    private static final String NEXT_STATE =
            """
            UPDATE products SET state_version = state_version + 1, state_at = clock_timestamp(),
                changed_in = pg_current_xact_id()
            WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL RETURNING id, state_version
            """;
    private static final String READ =
            "SELECT "
                    + ProductRows.COLUMNS
                    + ProductRows.FROM
                    + "WHERE p.id = ANY($1::uuid[]) AND p.deleted_at IS NULL";

    private final Database database;
    private final Outbox outbox;
    private final CatalogFacts facts;
    private final StockTables tables;

    public PgStockStore(Database database, Outbox outbox, CatalogFacts facts) {
        this.database = database;
        this.outbox = outbox;
        this.facts = facts;
        this.tables = new StockTables(outbox, facts);
    }

    @Override
    public Future<Adjusted> adjust(Adjustment adjustment) {
        return database.transaction(
                tx ->
                        tables.lock(tx, List.of(adjustment.productId()))
                                .compose(book -> requireProduct(tx, adjustment).map(book))
                                .compose(book -> adjust(tx, book, adjustment)));
    }

    @Override
    public Future<List<Written>> ledger(UUID productId, int limit, Optional<UUID> before) {
        return database.query(EXISTS, Tuple.of(productId))
                .map(PgStockStore::require)
                .compose(
                        found ->
                                database.query(
                                        LEDGER, Tuple.of(productId, before.orElse(null), limit)))
                .map(PgStockStore::entries);
    }

    @Override
    public Future<Optional<Written>> entry(UUID productId, UUID entryId) {
        return database.query(ENTRY, Tuple.of(productId, entryId))
                .map(rows -> entries(rows).stream().findFirst());
    }

    @Override
    public Future<Integer> publishMoved(int limit) {
        return database.transaction(
                tx ->
                        tx.preparedQuery(TAKE_TURN)
                                .execute()
                                .compose(
                                        rows ->
                                                rows.iterator().next().getBoolean(0)
                                                        ? publish(tx, limit)
                                                        : Future.succeededFuture(0)));
    }

    private Future<Adjusted> adjust(SqlConnection tx, StockBook book, Adjustment adjustment) {
        var stock = Objects.requireNonNull(book.find(adjustment.productId()));
        if (stock.mode() == StockMode.UNTRACKED) {
            throw ServiceFailure.of(
                    Reason.REFUSED, "untracked-stock", "The units of this product aren't counted");
        }
        if (stock.available() + adjustment.delta() < 0) {
            throw tooFew(stock);
        }
        book.move(stock.productId(), null, StockCause.ADJUSTED, adjustment.delta());
        var nobody = new Purchases(Map.of());
        return tables.write(tx, book, nobody, adjustment.reason(), adjustment.actor())
                .map(ids -> new Adjusted(ids.get(0), book.changed().get(0)));
    }

    private Future<Integer> publish(SqlConnection tx, int limit) {
        return tx.preparedQuery(TAKE_MARKS)
                .execute(Tuple.of(limit))
                .map(PgStockStore::distinctIds)
                .compose(
                        ids ->
                                ids.length == 0
                                        ? Future.succeededFuture(0)
                                        : publish(tx, ids).map(ids.length));
    }

    private Future<Void> publish(SqlConnection tx, @Nullable UUID[] ids) {
        var args = Tuple.of(ids);
        return tx.preparedQuery(LOCK_PRODUCTS)
                .execute(args)
                .compose(locked -> tx.preparedQuery(NEXT_STATE).execute(args))
                .map(PgStockStore::versions)
                .compose(
                        versions ->
                                tx.preparedQuery(READ)
                                        .execute(args)
                                        .compose(rows -> tell(tx, rows, versions)));
    }

    private Future<Void> tell(SqlConnection tx, RowSet<Row> rows, Map<UUID, Long> versions) {
        var events =
                ProductRows.all(rows).stream()
                        .filter(product -> versions.containsKey(product.product().id()))
                        .map(
                                product ->
                                        facts.state(
                                                product,
                                                versions.getOrDefault(product.product().id(), 1L)))
                        .toList();
        return outbox.append(tx, CatalogEvents.PRODUCT_STATE, events);
    }

    private static Future<Void> requireProduct(SqlConnection tx, Adjustment adjustment) {
        return tx.preparedQuery(EXISTS)
                .execute(Tuple.of(adjustment.productId()))
                .map(PgStockStore::require)
                .mapEmpty();
    }

    private static RowSet<Row> require(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw ServiceFailure.notFound("product");
        }
        return rows;
    }

    private static ServiceFailure tooFew(Stock stock) {
        return ServiceFailure.of(
                        Reason.REFUSED,
                        "insufficient-stock",
                        "Only " + stock.available() + " units can be taken out")
                .with("available", stock.available());
    }

    private static List<Written> entries(RowSet<Row> rows) {
        var entries = new ArrayList<Written>(rows.size());
        rows.forEach(row -> entries.add(Ledger.read(row)));
        return entries;
    }

    private static UUID[] distinctIds(RowSet<Row> rows) {
        var ids = new HashSet<UUID>();
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids.toArray(UUID[]::new);
    }

    private static Map<UUID, Long> versions(RowSet<Row> rows) {
        var versions = new HashMap<UUID, Long>();
        rows.forEach(row -> versions.put(row.getUUID(0), row.getLong(1)));
        return versions;
    }
}
