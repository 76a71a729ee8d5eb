package dev.souk.order.bus;

import dev.souk.contract.Money;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;
import dev.souk.order.app.PlaceOrder;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.domain.Cart;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** The body of a request to order, after its schema was checked. */
record OrderRequest(
        @Nullable List<Item> items,
        @Nullable Boolean fromCart,
        ShippingAddress shippingAddress,
        PaymentChoice payment,
        @Nullable Money expectedTotal) {

    record Item(UUID productId, int quantity) {}

    /** How to pay. */
    record PaymentChoice(String method, String token) {

        @Override
        public String toString() {
            return "PaymentChoice[" + method + "]";
        }
    }

    /**
     * @throws ServiceFailure {@code INVALID} if a product stands on two lines
     */
    PlaceOrder.Request under(RequestKey key) {
        return new PlaceOrder.Request(
                key,
                items == null ? null : itemsOf(items),
                shippingAddress,
                payment.method(),
                payment.token(),
                expectedTotal);
    }

    private static List<Cart.Item> itemsOf(List<Item> items) {
        var seen = new HashSet<UUID>();
        var wrong = new ArrayList<Violation>();
        for (var i = 0; i < items.size(); i++) {
            if (!seen.add(items.get(i).productId())) {
                wrong.add(
                        new Violation(
                                "/items/" + i + "/productId",
                                "duplicate",
                                "The product stands on another line already"));
            }
        }
        if (!wrong.isEmpty()) {
            throw ServiceFailure.invalid("invalid-request", wrong);
        }
        return items.stream()
                .map(item -> new Cart.Item(item.productId(), item.quantity()))
                .toList();
    }
}
