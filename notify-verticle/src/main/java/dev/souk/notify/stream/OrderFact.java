package dev.souk.notify.stream;

import dev.souk.contract.Money;
import dev.souk.notify.domain.OrderNotice;
import dev.souk.notify.domain.OrderNotice.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/** What this service reads of a fact about an order. */
record OrderFact(
        UUID orderId,
        String number,
        UUID customerId,
        List<Line> lines,
        Money total,
        @Nullable Cancellation cancellation) {

    record Line(String name, int quantity, Money lineTotal) {}

    record Cancellation(String code) {}

    OrderFact {
        lines = List.copyOf(lines);
    }

    OrderNotice notice(Kind kind) {
        var told = lines.stream().map(OrderFact::told).toList();
        var reason = cancellation == null ? "" : cancellation.code();
        return new OrderNotice(kind, orderId, number, told, total, reason);
    }

    private static OrderNotice.Line told(Line line) {
        return new OrderNotice.Line(line.name(), line.quantity(), line.lineTotal());
    }
}
