package dev.souk.order.payment;

import dev.souk.contract.Money;
import dev.souk.order.app.Statement;
import dev.souk.order.app.Statement.Line;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of what the sandbox provider moved. Its books are written before it answers, so that their
 * end is never behind.
 *
 * @param next counts all movements up to the end of the page
 */
record SandboxStatement(List<SandboxMovement> items, long next, boolean last) {

    record SandboxMovement(String key, String kind, String orderId, Money amount) {

        Line line() {
            var gained =
                    kind.equals("refund") ? Money.zero(amount.currency()).minus(amount) : amount;
            return new Line(order(), key, gained);
        }

        private Optional<UUID> order() {
            try {
                return Optional.of(UUID.fromString(orderId));
            } catch (IllegalArgumentException notAnOrder) {
                return Optional.empty();
            }
        }
    }

    Statement statement() {
        return new Statement(
                items.stream().map(SandboxMovement::line).toList(),
                Long.toString(next),
                last,
                Duration.ZERO);
    }
}
