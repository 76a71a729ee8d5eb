package dev.souk.catalog.bus;

import dev.souk.catalog.api.FindProducts;
import dev.souk.catalog.app.BrowseProducts;
import dev.souk.catalog.app.ProductStore.Listed;
import dev.souk.catalog.app.ProductStore.Listing;
import dev.souk.catalog.app.ProductStore.Position;
import dev.souk.catalog.app.Views;
import dev.souk.catalog.domain.ProductOrder;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.cluster.web.Page;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Reads of products over HTTP. */
public final class ProductReads {

    private final BrowseProducts browse;
    private final Cursors cursors;

    public ProductReads(BrowseProducts browse, Cursors cursors) {
        this.browse = browse;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("get-product", this::get)
                .on("get-product-by-slug", this::getBySlug)
                .on("list-products", this::list);
    }

    private Future<Answer> get(Call call) {
        return browse.find(call.pathId("id")).map(ProductAnswers::read);
    }

    private Future<Answer> getBySlug(Call call) {
        return browse.findBySlug(call.path("slug")).map(ProductAnswers::read);
    }

    private Future<Answer> list(Call call) {
        var ids = call.queryList("ids");
        return (ids.isEmpty() ? page(call) : these(call, ids))
                .map(answer -> answer.etagOfBody().cached("products"));
    }

    private Future<Answer> these(Call call, List<String> ids) {
        return browse.findAll(parsed(ids))
                .map(found -> found.stream().map(Views::of).toList())
                .map(views -> Answer.page(call, new Page<>(views, null)));
    }

    private Future<Answer> page(Call call) {
        var category = call.query("category").orElse(null);
        var order = ProductOrder.of(call.query("sort").orElse(ProductOrder.NEWEST.word()));
        var filter = "products:" + order.word() + ":" + (category == null ? "" : category);
        var after = call.cursor().map(cursor -> position(cursors.open(filter, cursor)));
        var listing = new Listing(category, order, call.limit() + 1, after.orElse(null));
        return browse.list(listing)
                .map(rows -> rows.stream().map(Row::of).toList())
                .map(rows -> Answer.page(call, rows, row -> cursors.seal(filter, row.keys())));
    }

    private static Position position(List<String> keys) {
        return new Position(keys.get(0), UUID.fromString(keys.get(1)));
    }

    private static List<UUID> parsed(List<String> ids) {
        if (ids.size() > FindProducts.MAX_IDS) {
            throw wrongIds("At most " + FindProducts.MAX_IDS + " ids");
        }
        try {
            return ids.stream().map(UUID::fromString).toList();
        } catch (IllegalArgumentException e) {
            throw wrongIds("Each id is a UUID");
        }
    }

    private static ServiceFailure wrongIds(String detail) {
        return ServiceFailure.invalid(
                "invalid-request", List.of(new Violation("ids", "ids", detail)));
    }

    /** A product that is written as its view, and knows its place. */
    private record Row(
            @com.fasterxml.jackson.annotation.JsonValue dev.souk.catalog.api.ProductView view,
            List<String> keys) {

        static Row of(Listed listed) {
            var position = listed.position();
            return new Row(
                    Views.of(listed.product()), List.of(position.key(), position.id().toString()));
        }
    }
}
