package dev.souk.recommend.stream;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.cluster.events.ConsumerBuilder;
import dev.souk.cluster.events.Deletion;
import dev.souk.contract.Event;
import dev.souk.contract.Money;
import dev.souk.order.api.OrderApi;
import dev.souk.recommend.app.Learning;
import dev.souk.recommend.app.Learning.Known;
import dev.souk.recommend.domain.Sale;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Other services' events and what is learnt from each. Of each body only what is needed is read.
 */
public final class News {

    /** An order's event, as far as it matters here. */
    record Order(UUID orderId, UUID customerId, List<Line> lines, Money total) {}

    /** A line of it. */
    record Line(UUID productId, int quantity, Money lineTotal) {}

    /** A product's state, as far as it matters here. */
    record Product(UUID id, @Nullable String category, @Nullable String brand, Money price) {}

    private final Learning<SqlConnection> learning;

    public News(Learning<SqlConnection> learning) {
        this.learning = learning;
    }

    public ConsumerBuilder heardBy(ConsumerBuilder consumer) {
        return consumer.on(OrderApi.ORDERS, OrderApi.ORDER_CONFIRMED, Order.class, this::confirmed)
                .on(
                        CatalogEvents.PRODUCT_STATE,
                        CatalogEvents.PRODUCT_STATE_CHANGED,
                        Product.class,
                        this::changed)
                .onDeletion(CatalogEvents.PRODUCT_STATE, this::deleted);
    }

    private Future<Void> confirmed(SqlConnection tx, Event<Order> event) {
        var order = event.data();
        var lines =
                order.lines().stream()
                        .map(
                                line ->
                                        new Sale.Line(
                                                line.productId(),
                                                line.quantity(),
                                                line.lineTotal()))
                        .toList();
        var sale =
                new Sale(order.orderId(), order.customerId(), event.time(), order.total(), lines);
        return learning.sold(tx, sale);
    }

    private Future<Void> changed(SqlConnection tx, Event<Product> event) {
        var product = event.data();
        var known =
                new Known(
                        product.id(),
                        product.category(),
                        product.brand(),
                        product.price().amount());
        return learning.known(tx, known, event.aggregateVersion());
    }

    private Future<Void> deleted(SqlConnection tx, Deletion deletion) {
        var id = UUID.fromString(deletion.aggregateId());
        return learning.gone(tx, id, deletion.aggregateVersion());
    }
}
