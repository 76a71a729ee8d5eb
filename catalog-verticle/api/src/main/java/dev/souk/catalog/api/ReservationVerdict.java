package dev.souk.catalog.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import dev.souk.contract.Money;

import java.util.List;
import java.util.UUID;

/** What became of a request for stock. Anything but {@link Reserved} holds no unit. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ReservationVerdict.Reserved.class, name = "reserved"),
    @JsonSubTypes.Type(value = ReservationVerdict.OutOfStock.class, name = "out-of-stock"),
    @JsonSubTypes.Type(value = ReservationVerdict.UnknownProducts.class, name = "unknown-products"),
    @JsonSubTypes.Type(
            value = ReservationVerdict.LimitPerCustomer.class,
            name = "limit-per-customer"),
    @JsonSubTypes.Type(value = ReservationVerdict.MixedCurrencies.class, name = "mixed-currencies"),
    @JsonSubTypes.Type(value = ReservationVerdict.Released.class, name = "released")
})
public sealed interface ReservationVerdict {

    /**
     * Every line is held. Names and prices are those that the reservation's own transaction saw;
     * they bind the order.
     */
    record Reserved(List<Line> lines) implements ReservationVerdict {
        public Reserved {
            lines = List.copyOf(lines);
        }
    }

    /** A held line as it was when it was reserved. */
    record Line(UUID productId, String sku, String name, Money unitPrice, int quantity) {}

    /** At least one line asks for more than there is; the lines that do. */
    record OutOfStock(List<Shortage> lines) implements ReservationVerdict {
        public OutOfStock {
            lines = List.copyOf(lines);
        }
    }

    /** A line that could not be filled. */
    record Shortage(UUID productId, int requested, long available) {}

    /** Some products are not there, or no more. */
    record UnknownProducts(List<UUID> productIds) implements ReservationVerdict {
        public UnknownProducts {
            productIds = List.copyOf(productIds);
        }
    }

    /** The customer would have more than the given number of this product in all orders. */
    record LimitPerCustomer(UUID productId, int limit) implements ReservationVerdict {}

    /** The lines are priced in more than one currency. */
    record MixedCurrencies(List<String> currencies) implements ReservationVerdict {
        public MixedCurrencies {
            currencies = List.copyOf(currencies);
        }
    }

    /** The order was released or had expired before this answer; it gets no stock any more. */
    record Released(ReservationState state) implements ReservationVerdict {}
}
