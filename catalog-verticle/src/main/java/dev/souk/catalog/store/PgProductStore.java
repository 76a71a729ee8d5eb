package dev.souk.catalog.store;

import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.ProductStore;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Products in PostgreSQL. */
public final class PgProductStore implements ProductStore {

    private static final String SELECT = "SELECT " + ProductRows.COLUMNS + ProductRows.FROM;
    private static final String FIND = SELECT + "WHERE p.id = $1 AND p.deleted_at IS NULL";
    private static final String FIND_BY_SLUG =
            SELECT + "WHERE p.slug = $1 AND p.deleted_at IS NULL";
    private static final String FIND_ALL =
            SELECT + "WHERE p.id = ANY($1::uuid[]) AND p.deleted_at IS NULL";

    /** The stock too, so that its mode and its reserved units stand still while it is decided. */
    private static final String LOCK = FIND + " FOR NO KEY UPDATE OF p, s";

    private final Database database;
    private final ProductWriter writer;

    public PgProductStore(Database database, Outbox outbox, CatalogFacts facts) {
        this.database = database;
        this.writer = new ProductWriter(outbox, facts);
    }

    @Override
    public Future<Optional<StockedProduct>> find(UUID id) {
        return database.query(FIND, Tuple.of(id)).map(ProductRows::first);
    }

    @Override
    public Future<Optional<StockedProduct>> findBySlug(String slug) {
        return database.query(FIND_BY_SLUG, Tuple.of(slug)).map(ProductRows::first);
    }

    @Override
    public Future<List<StockedProduct>> findAll(List<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : database.query(FIND_ALL, Tuple.of(ids.toArray(UUID[]::new)))
                        .map(ProductRows::all);
    }

    @Override
    public Future<List<Listed>> list(Listing listing) {
        var query = ProductList.of(listing);
        return database.query(query.sql(), query.args())
                .map(rows -> ProductList.read(rows, listing.order()));
    }

    @Override
    public Future<StockedProduct> create(StockedProduct product, List<String> slugs, String actor) {
        return database.transaction(tx -> writer.create(tx, product, slugs, actor));
    }

    @Override
    public Future<StockedProduct> change(UUID id, UnaryOperator<StockedProduct> decision) {
        return database.transaction(
                tx -> lock(tx, id).compose(current -> changed(tx, current, decision)));
    }

    @Override
    public Future<Void> delete(UUID id, UnaryOperator<StockedProduct> decision) {
        return database.transaction(
                tx ->
                        lock(tx, id)
                                .map(decision)
                                .compose(last -> writer.delete(tx, last.product())));
    }

    private Future<StockedProduct> changed(
            SqlConnection tx, StockedProduct current, UnaryOperator<StockedProduct> decision) {
        var next = decision.apply(current);
        return next.equals(current)
                ? Future.succeededFuture(current)
                : writer.change(tx, current, next).map(next);
    }

    private static Future<StockedProduct> lock(SqlConnection tx, UUID id) {
        return tx.preparedQuery(LOCK)
                .execute(Tuple.of(id))
                .map(ProductRows::first)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("product")));
    }
}
