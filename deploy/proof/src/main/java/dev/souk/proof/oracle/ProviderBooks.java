package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the provider's log says, order by order. */
public final class ProviderBooks {

    private final Map<String, Row> commands = new HashMap<>();
    private final Map<String, Row> outcomes = new HashMap<>();
    private final Map<String, List<String>> captures = new HashMap<>();
    private final Map<String, Long> captured = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final Set<String> orders = new TreeSet<>();

    private ProviderBooks() {}

    /** The books that these entries make; of several outcomes of one key the last counts. */
    public static ProviderBooks of(Iterable<Row> entries) {
        var books = new ProviderBooks();
        for (var entry : entries) {
            switch (entry.text("entry")) {
                case "booked" -> books.commands.put(entry.text("command/key"), entry.at("command"));
                case "settled" -> books.outcomes.put(entry.text("key"), entry);
                default -> {}
            }
        }
        books.commands.values().forEach(books::book);
        return books;
    }

    private void book(Row command) {
        var order = orderOf(command);
        orders.add(order);
        var key = command.text("key");
        var outcome = outcomes.get(key);
        var amount = outcome == null ? 0 : outcome.number("amount/amount");
        switch (command.text("kind") + " " + (outcome == null ? "" : outcome.text("status"))) {
            case "capture captured" -> {
                captures.computeIfAbsent(order, _ -> new ArrayList<>()).add(key);
                captured.merge(order, amount, Long::sum);
            }
            case "refund refunded" -> refunded.merge(order, amount, Long::sum);
            default -> {}
        }
    }

    /** A movement names its authorization, which names the order. */
    private String orderOf(Row command) {
        var authorization = commands.getOrDefault(command.text("authorizationKey"), command);
        return authorization.text("orderId");
    }

    /** The orders that it was asked about. */
    Set<String> orders() {
        return orders;
    }

    /** The keys of the captures that took money. */
    public List<String> captures(String order) {
        return captures.getOrDefault(order, List.of());
    }

    long captured(String order) {
        return captured.getOrDefault(order, 0L);
    }

    long refunded(String order) {
        return refunded.getOrDefault(order, 0L);
    }

    /** What was taken and not given back. */
    long kept(String order) {
        return captured(order) - refunded(order);
    }
}
