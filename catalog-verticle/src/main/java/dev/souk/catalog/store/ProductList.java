package dev.souk.catalog.store;

import dev.souk.catalog.app.ProductStore.Listed;
import dev.souk.catalog.app.ProductStore.Listing;
import dev.souk.catalog.app.ProductStore.Position;
import dev.souk.catalog.domain.ProductOrder;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;

/** Lists of products by keyset: each order has an index that begins where the page before ended. */
record ProductList(String sql, Tuple args) {

    private static final String SELECT =
            "SELECT " + ProductRows.COLUMNS + ", p.name_key" + ProductRows.FROM;
    private static final String WITHIN =
            """
            WITH RECURSIVE within AS (
                SELECT slug FROM categories WHERE slug = $1
                UNION ALL
                SELECT c.slug FROM categories c JOIN within w ON c.parent = w.slug)
            """;
    private static final String ANY = "WHERE p.deleted_at IS NULL AND ($1::text IS NULL) ";
    private static final String OF_CATEGORY =
            "WHERE p.deleted_at IS NULL AND p.category IN (SELECT slug FROM within) ";

    /** The statement of a page; one of a few texts, so that each is prepared once. */
    static ProductList of(Listing listing) {
        var order = listing.order();
        var after = listing.after();
        var filtered = listing.category() != null;
        var sql =
                (filtered ? WITHIN : "")
                        + SELECT
                        + (filtered ? OF_CATEGORY : ANY)
                        + (after == null ? "" : after(order))
                        + orderBy(order)
                        + " LIMIT $2";
        var args = Tuple.of(listing.category(), listing.limit());
        return new ProductList(sql, after == null ? args : with(args, order, after));
    }

    static List<Listed> read(RowSet<Row> rows, ProductOrder order) {
        var listed = new ArrayList<Listed>(rows.size());
        for (var row : rows) {
            var product = ProductRows.read(row);
            var position = new Position(key(row, order), product.product().id());
            listed.add(new Listed(product, position));
        }
        return listed;
    }

    private static String after(ProductOrder order) {
        return switch (order) {
            case NAME -> "AND (p.name_key, p.id) > ($3, $4) ";
            case CHEAPEST -> "AND (p.price_amount, p.id) > ($3, $4) ";
            case DEAREST -> "AND (p.price_amount, p.id) < ($3, $4) ";
            case NEWEST -> "AND p.id < $3 ";
        };
    }

    private static String orderBy(ProductOrder order) {
        return switch (order) {
            case NAME -> "ORDER BY p.name_key, p.id";
            case CHEAPEST -> "ORDER BY p.price_amount, p.id";
            case DEAREST -> "ORDER BY p.price_amount DESC, p.id DESC";
            case NEWEST -> "ORDER BY p.id DESC";
        };
    }

    private static Tuple with(Tuple args, ProductOrder order, Position after) {
        return switch (order) {
            case NAME -> args.addString(after.key()).addUUID(after.id());
            case CHEAPEST, DEAREST -> args.addLong(Long.valueOf(after.key())).addUUID(after.id());
            case NEWEST -> args.addUUID(after.id());
        };
    }

    private static String key(Row row, ProductOrder order) {
        return switch (order) {
            case NAME -> row.getString("name_key");
            case CHEAPEST, DEAREST -> String.valueOf(row.getLong("price_amount"));
            case NEWEST -> "";
        };
    }
}
