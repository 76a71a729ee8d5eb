package dev.souk.catalog.store;

import dev.souk.catalog.app.CategoryStore;
import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.CategoryTree;
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

/** Categories in PostgreSQL. They are few, and never deleted. */
public final class PgCategoryStore implements CategoryStore {

    private static final String ALL = "SELECT slug, name, parent FROM categories";
    private static final String HAS = "SELECT 1 FROM categories WHERE slug = $1";
    private static final String INSERT =
            """
            INSERT INTO categories (slug, name, parent, created_at)
            VALUES ($1, $2, $3, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING slug
            """;

    private final Database database;

    public PgCategoryStore(Database database) {
        this.database = database;
    }

    @Override
    public Future<CategoryTree> tree() {
        return database.query(ALL, Tuple.tuple()).map(PgCategoryStore::tree);
    }

    @Override
    public Future<Void> create(Category category) {
        return database.transaction(
                tx -> requireParent(tx, category.parent()).compose(found -> insert(tx, category)));
    }

    private static Future<Void> requireParent(SqlConnection tx, @Nullable String parent) {
        return parent == null
                ? Future.succeededFuture()
                : tx.preparedQuery(HAS)
                        .execute(Tuple.of(parent))
                        .compose(
                                rows ->
                                        rows.size() == 1
                                                ? Future.succeededFuture()
                                                : Future.failedFuture(
                                                        ProductWriter.unknownCategory(parent)));
    }

    private static Future<Void> insert(SqlConnection tx, Category category) {
        return tx.preparedQuery(INSERT)
                .execute(Tuple.of(category.slug(), category.name(), category.parent()))
                .compose(
                        rows ->
                                rows.size() == 1
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(taken(category.slug())));
    }

    private static CategoryTree tree(RowSet<Row> rows) {
        var categories = new ArrayList<Category>(rows.size());
        for (var row : rows) {
            categories.add(new Category(row.getString(0), row.getString(1), row.getString(2)));
        }
        return new CategoryTree(categories);
    }

    private static ServiceFailure taken(String slug) {
        return ServiceFailure.of(
                Reason.CONFLICT, "category-taken", "There is a category " + slug + " already");
    }
}
