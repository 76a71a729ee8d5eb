package dev.souk.catalog.bus;

import dev.souk.catalog.app.Views;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.web.Answer;

/**
 * Products as answers: with the tag of the version and of the live stock, which it doesn't cover.
 */
final class ProductAnswers {

    private static final int BASE = 36;

    private ProductAnswers() {}

    static Answer read(StockedProduct product) {
        return tagged(Answer.ok(Views.of(product)), product).cached(surrogateKey(product));
    }

    static Answer changed(StockedProduct product) {
        return tagged(Answer.ok(Views.of(product)), product).header("cache-control", "no-cache");
    }

    static Answer created(StockedProduct product) {
        return tagged(Answer.created(path(product), Views.of(product)), product);
    }

    private static Answer tagged(Answer answer, StockedProduct product) {
        return answer.etag(product.product().version(), digest(product));
    }

    private static String digest(StockedProduct product) {
        var stock = product.stock();
        return stock.mode() == StockMode.TRACKED
                ? "t" + Long.toString(stock.available(), BASE)
                : "u";
    }

    private static String path(StockedProduct product) {
        return "/v1/products/" + product.product().id();
    }

    private static String surrogateKey(StockedProduct product) {
        return "product:" + product.product().id();
    }
}
