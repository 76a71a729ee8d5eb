package dev.souk.order.domain;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * Why an order is off, without a person's words: those lie beside the facts.
 *
 * @param shortages what there was too little of; empty unless stock was short
 * @param products the products that stood in the way; empty where none did
 * @param limit how many of the product a customer may have; null unless that was the reason
 */
public record Cancellation(
        CancellationCode code,
        List<Shortage> shortages,
        List<UUID> products,
        @Nullable Integer limit) {

    public Cancellation {
        shortages = List.copyOf(shortages);
        products = List.copyOf(products);
    }

    /** Too little of one product. */
    public record Shortage(UUID productId, int requested, long available) {}

    /** A cancellation that its code tells whole. */
    public static Cancellation of(CancellationCode code) {
        return new Cancellation(code, List.of(), List.of(), null);
    }

    /** Stock was short. */
    public static Cancellation outOf(List<Shortage> shortages) {
        return new Cancellation(CancellationCode.INSUFFICIENT_STOCK, shortages, List.of(), null);
    }

    /** Products are gone from the catalog. */
    public static Cancellation unknown(List<UUID> products) {
        return new Cancellation(CancellationCode.UNKNOWN_PRODUCT, List.of(), products, null);
    }

    /** The customer has, or asks for, more of a product than anybody may have. */
    public static Cancellation overLimit(UUID product, int limit) {
        return new Cancellation(
                CancellationCode.LIMIT_PER_CUSTOMER, List.of(), List.of(product), limit);
    }
}
