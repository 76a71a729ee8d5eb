package dev.souk.order.app;

import dev.souk.contract.Money;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of the provider's books: the money that it moved, oldest first.
 *
 * @param next from where the next page is to be read
 * @param isLast whether there was nothing after it
 * @param behind how long a movement may take until it is in the books for sure
 */
public record Statement(List<Line> lines, String next, boolean isLast, Duration behind) {

    public Statement {
        lines = List.copyOf(lines);
    }

    /**
     * One movement.
     *
     * @param orderId whose it is; empty where the provider names no order
     * @param key the key under which it was asked for, or else the provider's own name for it
     * @param amount what the provider gained; negative for what it gave back
     */
    public record Line(Optional<UUID> orderId, String key, Money amount) {}
}
