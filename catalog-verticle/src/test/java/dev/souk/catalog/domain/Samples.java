package dev.souk.catalog.domain;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Products, orders and customers to tell stories about. */
final class Samples {

    static final UUID ANN = id('c', 1);
    static final UUID BOB = id('c', 2);

    private Samples() {}

    static UUID id(char kind, int number) {
        return new UUID(0x0190_0000_0000_7000L + kind, 0x8000_0000_0000_0000L + number);
    }

    static UUID product(int number) {
        return id('p', number);
    }

    static UUID order(int number) {
        return id('o', number);
    }

    static OrderLine line(int product, int quantity) {
        return new OrderLine(product(product), quantity);
    }

    static StockRequest request(int order, UUID customer, OrderLine... lines) {
        return new StockRequest(order(order), customer, List.of(lines));
    }

    static Stock tracked(int product, long available) {
        return Stock.fresh(product(product), StockMode.TRACKED, available);
    }

    static Stock untracked(int product) {
        return Stock.fresh(product(product), StockMode.UNTRACKED, 0);
    }

    static Offer offer(int product, @Nullable Integer limit) {
        return new Offer(
                product(product),
                "SKU-" + product,
                "Product " + product,
                new Money(100L * product, "EUR"),
                limit);
    }

    static Map<UUID, Offer> offers(Offer... offers) {
        return Arrays.stream(offers).collect(Collectors.toMap(Offer::productId, offer -> offer));
    }
}
