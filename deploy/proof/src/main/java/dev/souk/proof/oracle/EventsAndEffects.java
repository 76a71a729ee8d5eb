package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;

import java.util.List;
import java.util.Map;

/**
 * In each topic an aggregate's first occurrences are gapless and in order; the last of them says
 * what the shop says, so that none is missing at the end; nothing is left behind in an outbox or
 * parked; and each event had its effect, once.
 */
final class EventsAndEffects implements Check {

    private static final String ORDERS = "souk.order";
    private static final String PAYMENTS = "souk.payment";
    private static final String STOCK = "souk.stock";
    private static final String STATES = "souk.product-state";
    private static final String USERS = "souk.user";
    private static final List<String> OTHERS = List.of("souk.product");

    @Override
    public int invariant() {
        return 6;
    }

    @Override
    public String promise() {
        return "First occurrences in a topic are gapless and in order per aggregate, each effect"
                + " happens once";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var topics = evidence.rows("topics");
        for (var topic : OTHERS) {
            var _ = Events.read(topics, topic, true, findings);
        }
        var orders = Events.read(topics, ORDERS, true, findings);
        var payments = Events.read(topics, PAYMENTS, true, findings);
        var finals = Finals.of(evidence).orders();
        finals.forEach(
                (id, order) -> lastWord(order, orders.last(id), payments.last(id), findings));
        orders.aggregates()
                .filter(id -> !finals.containsKey(id))
                .forEach(id -> findings.add("events of order " + id, "an order", "none"));
        stock(evidence, findings);
        users(evidence, findings);
        leftovers(evidence, findings);
        new Effects(evidence, orders, findings).check();
    }

    private static void lastWord(Row order, Row told, Row paid, Findings findings) {
        var id = order.text("id");
        findings.same("last event of order " + id, order.text("status"), told.text("data/status"));
        for (var amount : List.of("captured", "refunded")) {
            findings.same(
                    "last event of the payment of order " + id + ", " + amount,
                    order.number("payment/" + amount + "/amount"),
                    paid.number("data/" + amount + "/amount"));
        }
    }

    private static void stock(Evidence evidence, Findings findings) {
        var topics = evidence.rows("topics");
        var moves = Events.read(topics, STOCK, true, findings);
        var states = Events.read(topics, STATES, false, findings);
        for (var row : evidence.rows("stock")) {
            var id = row.text("product_id");
            var last = moves.last(id);
            if (last.has("key") || row.number("version") > 1) {
                for (var count : List.of("available", "reserved", "sold")) {
                    findings.same(
                            "last stock event of " + id + ", " + count,
                            row.number(count),
                            last.number("data/" + count));
                }
            }
            if (row.text("mode").equals("tracked") && states.last(id).has("data/stock")) {
                findings.same(
                        "last state of product " + id,
                        row.number("available"),
                        states.last(id).number("data/stock/available"));
            }
        }
    }

    private static void users(Evidence evidence, Findings findings) {
        var users = Events.read(evidence.rows("topics"), USERS, true, findings);
        for (var operation : evidence.history()) {
            if (operation.is("who-am-i") && operation.isOk()) {
                var id = operation.told().text("customer");
                findings.look();
                if (!users.last(id).has("key")) {
                    findings.add("user " + id, "an event of the registration", "none");
                }
            }
        }
    }

    /** What waits in an outbox or is parked, though all was healed and given time. */
    private static void leftovers(Evidence evidence, Findings findings) {
        for (var left : evidence.rows("leftovers")) {
            findings.same(
                    left.text("what") + " of " + left.text("service"), 0L, left.number("count"));
        }
    }

    /** The words under which a customer is told of an order, by the event's type. */
    static final Map<String, String> NOTICES =
            Map.of("order.confirmed", "order-confirmed", "order.cancelled", "order-cancelled");
}
