package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.util.List;
import java.util.UUID;

/**
 * Why no order was written.
 *
 * @param products the products that stood in the way; empty where none did
 */
public record Refusal(String code, String detail, List<UUID> products) {

    public Refusal {
        products = List.copyOf(products);
    }

    /** The refusal as the caller hears it. */
    public ServiceFailure failure() {
        var failure = ServiceFailure.of(Reason.REFUSED, code, detail);
        return products.isEmpty()
                ? failure
                : failure.with("productIds", products.stream().map(UUID::toString).toList());
    }
}
