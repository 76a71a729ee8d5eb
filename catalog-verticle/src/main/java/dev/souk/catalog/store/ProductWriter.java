package dev.souk.catalog.store;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.domain.LedgerEntry;
import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockCause;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.events.Deletion;
import dev.souk.cluster.events.Outbox;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/** Writes products and their events inside a transaction that the caller has begun. */
final class ProductWriter {

    private static final String INSERT =
            """
            INSERT INTO products (id, sku, slug, name, description, category, brand, price_amount,
                price_currency, images, attributes, max_per_customer, version, created_at,
                updated_at, state_version, state_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::jsonb, $12, $13, $14, $15,
                1, clock_timestamp())
            ON CONFLICT DO NOTHING RETURNING id
            """;
    private static final String INSERT_STOCK =
            """
            INSERT INTO stock (product_id, mode, available, reserved, sold, version)
            VALUES ($1, $2, $3, 0, 0, 1)
            """;
    private static final String UPDATE =
            """
            UPDATE products SET name = $2, description = $3, category = $4, brand = $5,
                price_amount = $6, price_currency = $7, images = $8, attributes = $9::text::jsonb,
                max_per_customer = $10, version = $11, updated_at = $12,
                state_version = state_version + 1, state_at = clock_timestamp(),
                changed_in = pg_current_xact_id()
            WHERE id = $1 RETURNING state_version
            """;
    private static final String UPDATE_MODE = "UPDATE stock SET mode = $2 WHERE product_id = $1";
    private static final String DELETE =
            """
            UPDATE products SET deleted_at = $3, version = $2, updated_at = $3,
                state_version = state_version + 1, state_at = clock_timestamp(),
                changed_in = pg_current_xact_id()
            WHERE id = $1 RETURNING state_version
            """;
    private static final String HAS_SKU = "SELECT 1 FROM products WHERE sku = $1";
    private static final String HAS_CATEGORY = "SELECT 1 FROM categories WHERE slug = $1";
    private static final String FIRST_UNITS = "First units";

    private final Outbox outbox;
    private final CatalogFacts facts;

    ProductWriter(Outbox outbox, CatalogFacts facts) {
        this.outbox = outbox;
        this.facts = facts;
    }

    Future<StockedProduct> create(
            SqlConnection tx, StockedProduct draft, List<String> slugs, String actor) {
        return requireCategory(tx, draft.product().details().category())
                .compose(found -> insert(tx, draft, slugs))
                .compose(created -> insertStock(tx, created, actor).map(created));
    }

    Future<Void> change(SqlConnection tx, StockedProduct current, StockedProduct next) {
        var details = next.product().details();
        var moved = !Objects.equals(details.category(), current.product().details().category());
        return (moved ? requireCategory(tx, details.category()) : Future.succeededFuture())
                .compose(found -> updateMode(tx, current.stock(), next.stock()))
                .compose(done -> update(tx, next.product()))
                .compose(state -> tellChange(tx, next, state));
    }

    Future<Void> delete(SqlConnection tx, Product last) {
        var deletedAt = last.updatedAt().atOffset(ZoneOffset.UTC);
        return tx.preparedQuery(DELETE)
                .execute(Tuple.of(last.id(), last.version(), deletedAt))
                .compose(rows -> tellDeletion(tx, last, rows.iterator().next().getLong(0)));
    }

    private Future<StockedProduct> insert(
            SqlConnection tx, StockedProduct draft, List<String> slugs) {
        var product = withSlug(draft.product(), slugs.get(0));
        return tx.preparedQuery(INSERT)
                .execute(row(product))
                .compose(
                        rows ->
                                rows.size() == 1
                                        ? Future.succeededFuture(
                                                new StockedProduct(product, draft.stock()))
                                        : nextSlug(tx, draft, slugs));
    }

    /** Either the sku is taken, and that is final, or the slug is. */
    private Future<StockedProduct> nextSlug(
            SqlConnection tx, StockedProduct draft, List<String> slugs) {
        var sku = draft.product().sku();
        return tx.preparedQuery(HAS_SKU)
                .execute(Tuple.of(sku))
                .compose(
                        rows ->
                                rows.size() > 0 || slugs.size() == 1
                                        ? Future.failedFuture(skuTaken(sku))
                                        : insert(tx, draft, slugs.subList(1, slugs.size())));
    }

    private Future<Void> insertStock(SqlConnection tx, StockedProduct created, String actor) {
        var stock = created.stock();
        var entries = firstUnits(stock);
        return tx.preparedQuery(INSERT_STOCK)
                .execute(Tuple.of(stock.productId(), stock.mode().word(), stock.available()))
                .compose(done -> Ledger.insert(tx, facts, entries, FIRST_UNITS, actor))
                .compose(
                        done ->
                                outbox.append(
                                        tx, CatalogEvents.PRODUCT, List.of(facts.created(created))))
                .compose(
                        done ->
                                outbox.append(
                                        tx,
                                        CatalogEvents.STOCK,
                                        List.of(facts.moved(stock, entries))))
                .compose(done -> tellState(tx, created, 1));
    }

    private static List<LedgerEntry> firstUnits(Stock stock) {
        var units = stock.available();
        return units == 0
                ? List.of()
                : List.of(
                        new LedgerEntry(
                                stock.productId(),
                                stock.version(),
                                null,
                                StockCause.ADJUSTED,
                                units,
                                units,
                                0,
                                0));
    }

    private static Future<Void> requireCategory(SqlConnection tx, @Nullable String slug) {
        return slug == null
                ? Future.succeededFuture()
                : tx.preparedQuery(HAS_CATEGORY)
                        .execute(Tuple.of(slug))
                        .compose(
                                rows ->
                                        rows.size() == 1
                                                ? Future.succeededFuture()
                                                : Future.failedFuture(unknownCategory(slug)));
    }

    private static Future<Void> updateMode(SqlConnection tx, Stock current, Stock next) {
        return current.mode() == next.mode()
                ? Future.succeededFuture()
                : tx.preparedQuery(UPDATE_MODE)
                        .execute(Tuple.of(next.productId(), next.mode().word()))
                        .mapEmpty();
    }

    private static Future<Long> update(SqlConnection tx, Product product) {
        var details = product.details();
        return tx.preparedQuery(UPDATE)
                .execute(
                        Tuple.of(product.id(), details.name(), details.description())
                                .addString(details.category())
                                .addString(details.brand())
                                .addLong(details.price().amount())
                                .addString(details.price().currency())
                                .addArrayOfString(details.images().toArray(String[]::new))
                                .addString(ProductRows.attributes(details))
                                .addInteger(details.maxPerCustomer())
                                .addLong(product.version())
                                .addOffsetDateTime(product.updatedAt().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Tuple row(Product product) {
        var details = product.details();
        return Tuple.of(product.id(), product.sku(), product.slug(), details.name())
                .addString(details.description())
                .addString(details.category())
                .addString(details.brand())
                .addLong(details.price().amount())
                .addString(details.price().currency())
                .addArrayOfString(details.images().toArray(String[]::new))
                .addString(ProductRows.attributes(details))
                .addInteger(details.maxPerCustomer())
                .addLong(product.version())
                .addOffsetDateTime(product.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(product.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private Future<Void> tellChange(SqlConnection tx, StockedProduct next, long state) {
        return outbox.append(tx, CatalogEvents.PRODUCT, List.of(facts.changed(next)))
                .compose(done -> tellState(tx, next, state));
    }

    private Future<Void> tellState(SqlConnection tx, StockedProduct product, long state) {
        return outbox.append(tx, CatalogEvents.PRODUCT_STATE, List.of(facts.state(product, state)));
    }

    private Future<Void> tellDeletion(SqlConnection tx, Product last, long state) {
        var end =
                new Deletion(
                        facts.nextId(),
                        CatalogEvents.PRODUCT_STATE_CHANGED,
                        last.id().toString(),
                        state,
                        facts.now());
        return outbox.append(tx, CatalogEvents.PRODUCT, List.of(facts.deleted(last)))
                .compose(done -> outbox.append(tx, CatalogEvents.PRODUCT_STATE, end));
    }

    private static Product withSlug(Product product, String slug) {
        return new Product(
                product.id(),
                product.sku(),
                slug,
                product.details(),
                product.version(),
                product.createdAt(),
                product.updatedAt());
    }

    private static ServiceFailure skuTaken(String sku) {
        return ServiceFailure.of(
                Reason.CONFLICT, "sku-taken", "A product has or had the sku " + sku);
    }

    static ServiceFailure unknownCategory(String slug) {
        return ServiceFailure.of(
                Reason.REFUSED, "unknown-category", "There is no category " + slug);
    }
}
