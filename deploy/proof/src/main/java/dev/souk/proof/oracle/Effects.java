package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether each event had its effect, once: messages in the shop, mails, and the figures of sales.
 */
final class Effects {

    private static final String CONFIRMED = "order.confirmed";

    private final Evidence evidence;
    private final Events orders;
    private final Findings findings;

    Effects(Evidence evidence, Events orders, Findings findings) {
        this.evidence = evidence;
        this.orders = orders;
        this.findings = findings;
    }

    void check() {
        notifications();
        mails();
        sales();
    }

    private void notifications() {
        var told = new HashMap<String, Long>();
        for (var row : evidence.rows("notifications")) {
            told.merge(row.text("order_id") + " " + row.text("kind"), 1L, Long::sum);
        }
        orders.all(Effects::isNotice)
                .forEach(
                        event -> {
                            var what = event.text("key") + " " + kind(event);
                            findings.same("messages of " + what, 1L, told.getOrDefault(what, 0L));
                            told.remove(what);
                        });
        told.forEach((what, count) -> findings.add("messages of " + what, "0", count.toString()));
    }

    /**
     * A mail may come again after a fault, under the same name; it may not be missing, and no event
     * is told under two names.
     */
    private void mails() {
        var addresses = new HashMap<String, String>();
        for (var operation : evidence.history()) {
            if (operation.is("who-am-i") && operation.isOk()) {
                addresses.put(operation.told().text("customer"), operation.asked().text("email"));
            }
        }
        var names = new HashMap<String, Set<String>>();
        for (var mail : evidence.rows("mails")) {
            names.computeIfAbsent(
                            mail.text("to") + " " + mail.text("subject"), _ -> new TreeSet<>())
                    .add(mail.text("messageId"));
        }
        orders.all(Effects::isNotice)
                .filter(event -> addresses.containsKey(event.text("data/customerId")))
                .forEach(event -> mail(event, addresses, names));
    }

    private void mail(Row event, Map<String, String> addresses, Map<String, Set<String>> names) {
        var word = kind(event).substring("order-".length());
        var subject = "Order %s is %s".formatted(event.text("data/number"), word);
        var to = addresses.get(event.text("data/customerId"));
        var found = names.getOrDefault(to + " " + subject, Set.of());
        findings.look();
        if (found.size() != 1) {
            findings.add(
                    "mail of event " + event.text("id") + " to " + to,
                    "one Message-ID",
                    found.isEmpty() ? "no mail" : String.join(" and ", found));
        }
    }

    /** Figures of sales count each confirmed order once, whatever came twice. */
    private void sales() {
        var sold = new TreeMap<String, long[]>();
        var revenue = new long[2];
        orders.all(event -> event.text("type").equals(CONFIRMED))
                .forEach(event -> add(event, sold, revenue));
        for (var row : evidence.rows("product_orders")) {
            var expected = sold.getOrDefault(row.text("product_id"), new long[2]);
            var product = row.text("product_id");
            findings.same("orders counted of " + product, expected[0], row.number("orders"));
            findings.same("units counted of " + product, expected[1], row.number("units"));
            sold.remove(product);
        }
        sold.forEach(
                (product, counts) ->
                        findings.add("orders counted of " + product, "" + counts[0], "0"));
        for (var length : Set.of("1m", "1h", "1d")) {
            windows(length, revenue);
        }
    }

    private void windows(String length, long[] expected) {
        var orderCount = 0L;
        var amount = 0L;
        for (var window : evidence.rows("sales_windows")) {
            if (window.text("length").equals(length)) {
                orderCount += window.number("orders");
                amount += window.number("revenue");
            }
        }
        findings.same("orders in windows of " + length, expected[0], orderCount);
        findings.same("revenue in windows of " + length, expected[1], amount);
    }

    private static void add(Row event, Map<String, long[]> sold, long[] revenue) {
        revenue[0]++;
        revenue[1] += event.number("data/total/amount");
        event.each("data/lines")
                .forEach(
                        line -> {
                            var counts =
                                    sold.computeIfAbsent(line.text("productId"), _ -> new long[2]);
                            counts[0]++;
                            counts[1] += line.number("quantity");
                        });
    }

    private static boolean isNotice(Row event) {
        return EventsAndEffects.NOTICES.containsKey(event.text("type"));
    }

    private static String kind(Row event) {
        return EventsAndEffects.NOTICES.getOrDefault(event.text("type"), "");
    }
}
