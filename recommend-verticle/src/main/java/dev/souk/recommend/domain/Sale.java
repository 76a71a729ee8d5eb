package dev.souk.recommend.domain;

import dev.souk.contract.Money;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A confirmed order, as far as it matters here. */
public record Sale(UUID orderId, UUID customerId, Instant at, Money total, List<Line> lines) {

    /** So many of a product. */
    public record Line(UUID productId, int quantity, Money total) {}

    public Sale {
        lines = List.copyOf(lines);
    }

    /** The units of all lines. */
    public long units() {
        return lines.stream().mapToLong(Line::quantity).sum();
    }

    public List<UUID> products() {
        return lines.stream().map(Line::productId).distinct().sorted().toList();
    }
}
