package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whatever was sent how often under one key made one order, and was answered the same. The client
 * writes the key into the address, so an order that no key of the shop knows is found, too.
 */
final class OneKeyOneOrder implements Check {

    @Override
    public int invariant() {
        return 3;
    }

    @Override
    public String promise() {
        return "One key, one order, one answer";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var sent = new HashSet<String>();
        var orders = new HashMap<String, Set<String>>();
        var answers = new HashMap<String, Set<String>>();
        for (var operation : evidence.history()) {
            if (operation.is("place")) {
                var key = operation.asked().text("key");
                sent.add(key);
                var id = operation.told().text("orderId");
                if (!id.isEmpty()) {
                    orders.computeIfAbsent(key, _ -> new TreeSet<>()).add(id);
                }
                if (isKept(operation)) {
                    answers.computeIfAbsent(key, _ -> new TreeSet<>()).add(answer(operation));
                }
            }
        }
        for (var order : Finals.of(evidence).orders().values()) {
            var key = Finals.keyOf(order);
            orders.computeIfAbsent(key, _ -> new TreeSet<>()).add(order.text("id"));
            if (!sent.contains(key)) {
                findings.add("order " + order.text("id"), "a key that was sent", key);
            }
        }
        one(orders, "one order", findings);
        one(answers, "one answer", findings);
    }

    /** Whether the shop keeps this answer for those who ask again. */
    private static boolean isKept(Operation operation) {
        var status = operation.status();
        return status / 100 == 2 || status == 422;
    }

    private static String answer(Operation operation) {
        return "%d %s %s"
                .formatted(
                        operation.status(),
                        operation.told().text("orderStatus") + operation.told().text("code"),
                        operation.told().text("digest"));
    }

    private static void one(Map<String, Set<String>> byKey, String expected, Findings findings) {
        byKey.forEach(
                (key, values) -> {
                    findings.look();
                    if (values.size() > 1) {
                        findings.add("key " + key, expected, String.join(" and ", values));
                    }
                });
    }
}
