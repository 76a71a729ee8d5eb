package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Row;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every order that a client was told of is there when all is quiet, with what it was told; what was
 * acknowledged of it since (its cancelling, its way to the customer) holds; and the order's row
 * agrees with its events.
 */
final class AcknowledgedOrders implements Check {

    /** What may follow, where nobody asked for the order's end. */
    private static final Map<String, Set<String>> AFTER =
            Map.of(
                    "pending",
                    Set.of("pending", "reserved", "confirmed", "shipped", "delivered", "cancelled"),
                    "reserved",
                    Set.of("reserved", "confirmed", "shipped", "delivered", "cancelled"),
                    "confirmed",
                    Set.of("confirmed", "shipped", "delivered"),
                    "shipped",
                    Set.of("shipped", "delivered"),
                    "delivered",
                    Set.of("delivered"),
                    "cancelled",
                    Set.of("cancelled"));

    @Override
    public int invariant() {
        return 1;
    }

    @Override
    public String promise() {
        return "An acknowledged order is never lost, and reads as it was acknowledged";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var finals = Finals.of(evidence);
        var ends = endsAskedFor(evidence);
        for (var operation : evidence.history()) {
            var id = operation.told().text("orderId");
            if (id.isEmpty() || operation.isUnknown()) {
                continue;
            }
            findings.look();
            var order = finals.orders().get(id);
            if (order == null) {
                findings.add("order " + id, told(operation), "no such order");
            } else {
                compare(operation, order, ends.contains(id), findings);
            }
        }
        rowsAgreeWithEvents(evidence, finals, findings);
    }

    /** Orders that somebody may have cancelled. */
    private static Set<String> endsAskedFor(Evidence evidence) {
        var ends = new HashSet<String>();
        for (var operation : evidence.history()) {
            if (operation.is("cancel") && !operation.isRefused()) {
                ends.add(operation.asked().text("orderId"));
            }
        }
        return ends;
    }

    private static void compare(
            Operation operation, Row order, boolean mayBeCancelled, Findings findings) {
        var subject = "order " + order.text("id") + " of " + operation.call();
        var told = operation.told();
        if (operation.isRefused()) {
            findings.same(subject, "cancelled", order.text("status"));
            if (operation.is("place")) {
                findings.same(subject, told.text("code"), order.text("cancellation/code"));
            }
            return;
        }
        status(subject, told.text("orderStatus"), order.text("status"), mayBeCancelled, findings);
        if (told.number("version") > order.number("version")) {
            findings.add(
                    subject,
                    "version " + told.number("version") + " or later",
                    "version " + order.number("version"));
        }
        if (operation.is("place")) {
            content(subject, operation, order, findings);
        }
    }

    private static void status(
            String subject, String told, String now, boolean mayBeCancelled, Findings findings) {
        var isPossible = AFTER.getOrDefault(told, Set.of()).contains(now);
        var wasCancelled = mayBeCancelled && told.equals("confirmed") && now.equals("cancelled");
        if (!isPossible && !wasCancelled) {
            findings.add(subject, "what can follow " + told, now);
        }
    }

    private static void content(String subject, Operation operation, Row order, Findings findings) {
        var told = operation.told();
        findings.same(subject, operation.asked().text("customer"), order.text("customerId"));
        findings.same(subject, told.text("number"), order.text("number"));
        findings.same(subject, told.numbers("items"), items(order));
        if (operation.asked().has("items")) {
            findings.same(subject, operation.asked().numbers("items"), items(order));
        }
        if (!told.text("orderStatus").equals("pending")) {
            findings.same(subject, told.at("total"), order.at("total"));
        }
    }

    private static Map<String, Long> items(Row order) {
        var items = new TreeMap<String, Long>();
        order.each("items")
                .forEach(item -> items.put(item.text("productId"), item.number("quantity")));
        return items;
    }

    private static String told(Operation operation) {
        return "%s, as told at %.3f s"
                .formatted(
                        operation.isRefused()
                                ? operation.told().text("code")
                                : operation.told().text("orderStatus"),
                        operation.completed() / 1e6);
    }

    private static void rowsAgreeWithEvents(Evidence evidence, Finals finals, Findings findings) {
        var events = new HashMap<String, long[]>();
        for (var event : evidence.rows("order_events")) {
            var counted = events.computeIfAbsent(event.text("order_id"), _ -> new long[2]);
            counted[0]++;
            counted[1] = Math.max(counted[1], event.number("version"));
        }
        for (var row : evidence.rows("orders")) {
            var id = row.text("order_id");
            var version = row.number("version");
            var counted = events.getOrDefault(id, new long[2]);
            findings.same("events of order " + id, version, counted[0]);
            findings.same("last event of order " + id, version, counted[1]);
            var order = finals.orders().get(id);
            if (order != null) {
                findings.same("row of order " + id, order.text("status"), row.text("status"));
            }
        }
    }
}
