package dev.souk.catalog.bus;

import dev.souk.catalog.app.CreateCategory;
import dev.souk.catalog.app.CreateProduct;
import dev.souk.catalog.app.StockStore;
import dev.souk.catalog.app.StockStore.Adjusted;
import dev.souk.catalog.app.StockStore.Adjustment;
import dev.souk.catalog.bus.CategoryOperations.CategoryView;
import dev.souk.catalog.domain.Category;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * Over HTTP, what a repeat must not add again: products, categories and units. Each is added in the
 * transaction of its request's idempotency key.
 */
public final class Additions {

    /** The use cases over one database, or over one transaction of it. */
    public record Uses(CreateProduct products, CreateCategory categories, StockStore stock) {}

    /** The body of a request for a category. */
    record NewCategory(String slug, String name, @Nullable String parent) {}

    /** The body of a request for an adjustment. */
    record NewAdjustment(long delta, String reason) {}

    /** The columns of a stock. */
    record Levels(long available, long reserved, long sold) {}

    private final Database database;
    private final Function<Database, Uses> uses;

    public Additions(Database database, Function<Database, Uses> uses) {
        this.database = database;
        this.uses = uses;
    }

    public Operations addTo(Operations operations) {
        return operations
                .onWrite(
                        "create-product",
                        database,
                        (call, own) -> createProduct(call, uses.apply(own).products()))
                .onWrite(
                        "create-category",
                        database,
                        (call, own) -> createCategory(call, uses.apply(own).categories()))
                .onWrite(
                        "adjust-stock",
                        database,
                        (call, own) -> adjustStock(call, uses.apply(own).stock()));
    }

    private static Future<Answer> createProduct(Call call, CreateProduct products) {
        return products.create(call.body(NewProduct.class).draft(), call.principal().subject())
                .map(ProductAnswers::created);
    }

    private static Future<Answer> createCategory(Call call, CreateCategory categories) {
        var wanted = call.body(NewCategory.class);
        return categories
                .create(new Category(wanted.slug(), wanted.name(), wanted.parent()))
                .map(CategoryView::of)
                .map(view -> Answer.created("/v1/categories/" + view.slug(), view));
    }

    private static Future<Answer> adjustStock(Call call, StockStore stock) {
        var wanted = call.body(NewAdjustment.class);
        var adjustment =
                new Adjustment(
                        call.pathId("id"),
                        wanted.delta(),
                        wanted.reason(),
                        call.principal().subject());
        return stock.adjust(adjustment).map(Additions::adjusted);
    }

    private static Answer adjusted(Adjusted adjusted) {
        var stock = adjusted.stock();
        var location =
                "/v1/products/" + stock.productId() + "/stock-adjustments/" + adjusted.entryId();
        return Answer.created(
                location, new Levels(stock.available(), stock.reserved(), stock.sold()));
    }
}
