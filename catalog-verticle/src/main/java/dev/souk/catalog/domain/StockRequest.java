package dev.souk.catalog.domain;

import java.util.List;
import java.util.UUID;

/** An order's wish for stock; each line names another product. */
public record StockRequest(UUID orderId, UUID customerId, List<OrderLine> lines) {

    public StockRequest {
        lines = List.copyOf(lines);
    }
}
