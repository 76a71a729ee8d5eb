package dev.souk.order.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderStore.Filter;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** Reads orders: customers their own, staff everybody's. */
public final class FindOrders {

    private final OrderStore orders;

    public FindOrders(OrderStore orders) {
        this.orders = orders;
    }

    /** Fails with {@code NOT_FOUND} for an order that isn't there, and for a stranger's. */
    public Future<StoredOrder> find(Shopper shopper, UUID id) {
        return orders.find(id)
                .map(
                        found ->
                                found.filter(stored -> shopper.maySee(stored.order()))
                                        .orElseThrow(() -> ServiceFailure.notFound("order")));
    }

    /**
     * Orders, newest first.
     *
     * @param customerId whose, where staff asks; customers see their own whatever they ask for
     * @param before the last order of the page before; null for the first page
     */
    public Future<List<Order>> list(
            Shopper shopper,
            @Nullable UUID customerId,
            @Nullable OrderStatus status,
            @Nullable UUID before,
            int limit) {
        var whose = shopper.isStaff() ? customerId : shopper.id();
        if (!shopper.isStaff() && customerId != null && !customerId.equals(shopper.id())) {
            return Future.succeededFuture(List.of());
        }
        return orders.list(new Filter(whose, status, before), limit);
    }
}
