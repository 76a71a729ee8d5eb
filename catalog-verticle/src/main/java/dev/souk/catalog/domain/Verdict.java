package dev.souk.catalog.domain;

import dev.souk.contract.Money;

import java.util.List;
import java.util.UUID;

/** What a request for stock gets: all of its lines, or none and the reason. */
public sealed interface Verdict {

    /** All lines are set aside. */
    record Granted(List<GrantedLine> lines) implements Verdict {
        public Granted {
            lines = List.copyOf(lines);
        }
    }

    /** A line with what binds the order. */
    record GrantedLine(UUID productId, String sku, String name, Money unitPrice, int quantity) {}

    /** There is not enough of these. */
    record TooFew(List<Shortage> lines) implements Verdict {
        public TooFew {
            lines = List.copyOf(lines);
        }
    }

    /** A line that asks for more than there is. */
    record Shortage(UUID productId, int requested, long available) {}

    /** These are not there. */
    record Unknown(List<UUID> productIds) implements Verdict {
        public Unknown {
            productIds = List.copyOf(productIds);
        }
    }

    /** The customer would have more than the limit of this product. */
    record OverLimit(UUID productId, int limit) implements Verdict {}

    /** The lines have prices in more than one currency. */
    record Mixed(List<String> currencies) implements Verdict {
        public Mixed {
            currencies = List.copyOf(currencies);
        }
    }
}
