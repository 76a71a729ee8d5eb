package dev.souk.catalog.store;

import dev.souk.catalog.app.CategoryStore;
import dev.souk.catalog.app.ChangeFeed;
import dev.souk.catalog.app.ProductStore;
import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds changed products by the transaction that changed them. A mark is the oldest transaction
 * that was still running when it was taken: whatever commits later has at least that number, so
 * that nothing is left out however long a transaction takes.
 */
public final class PgChangeFeed implements ChangeFeed {

    private static final String SINCE =
            """
            SELECT p.id, m.mark
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS mark) m
            LEFT JOIN products p ON p.changed_in >= $1::text::xid8
            """;

    private final Database database;
    private final ProductStore products;
    private final CategoryStore categories;

    public PgChangeFeed(Database database, ProductStore products, CategoryStore categories) {
        this.database = database;
        this.products = products;
        this.categories = categories;
    }

    @Override
    public Future<Changes> since(String mark) {
        return database.query(SINCE, Tuple.of(mark)).map(PgChangeFeed::changes);
    }

    @Override
    public Future<List<StockedProduct>> read(List<UUID> ids) {
        return products.findAll(ids);
    }

    @Override
    public Future<CategoryTree> categories() {
        return categories.tree();
    }

    private static Changes changes(RowSet<Row> rows) {
        var ids = new ArrayList<UUID>(rows.size());
        var mark = START;
        for (var row : rows) {
            mark = row.getString("mark");
            var id = row.getUUID("id");
            if (id != null) {
                ids.add(id);
            }
        }
        return new Changes(ids, mark);
    }
}
