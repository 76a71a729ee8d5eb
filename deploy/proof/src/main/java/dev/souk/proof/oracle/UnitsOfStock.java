package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Units are never sold or reserved beyond the stock, at no moment; the ledger adds up to the row;
 * what is left, reserved and sold adds up to what was put in; and what the customers have bought is
 * what was sold.
 */
final class UnitsOfStock implements Check {

    /** What was put in: surely, and perhaps. */
    private static final class PutIn {
        private long sure;
        private final List<Long> perhaps = new ArrayList<>();
        private long maxPerCustomer;
    }

    /** Running sums of a product's ledger. */
    private static final class Sums {
        private long available;
        private long reserved;
        private long sold;
        private long adjusted;
    }

    @Override
    public int invariant() {
        return 2;
    }

    @Override
    public String promise() {
        return "Units sold and reserved never exceed stock; ledger and row agree; units left + sold"
                + " + reserved = units put in";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var putIn = putIn(evidence);
        var bought = bought(evidence);
        var sums = replay(evidence, findings);
        for (var row : evidence.rows("stock")) {
            var product = row.text("product_id");
            var tracked = row.text("mode").equals("tracked");
            var sum = sums.getOrDefault(product, new Sums());
            agree(row, sum, findings);
            findings.same("sold units of " + product, bought.getOrDefault(product, 0L), sum.sold);
            findings.same("reserved units of " + product, 0L, row.number("reserved"));
            if (tracked) {
                var total = row.number("available") + row.number("reserved") + row.number("sold");
                findings.same("units of " + product, sum.adjusted, total);
                putInAgrees(product, putIn.get(product), sum, findings);
            }
        }
        limits(evidence, putIn, findings);
    }

    private static Map<String, PutIn> putIn(Evidence evidence) {
        var putIn = new HashMap<String, PutIn>();
        for (var operation : evidence.history()) {
            if (operation.is("create-product") && operation.isOk()) {
                var of =
                        putIn.computeIfAbsent(operation.told().text("productId"), _ -> new PutIn());
                of.sure += operation.asked().number("available");
                of.maxPerCustomer = operation.asked().number("maxPerCustomer");
            } else if (operation.is("adjust-stock") && !operation.isRefused()) {
                var of =
                        putIn.computeIfAbsent(
                                operation.asked().text("productId"), _ -> new PutIn());
                var delta = operation.asked().number("delta");
                if (operation.isOk()) {
                    of.sure += delta;
                } else {
                    of.perhaps.add(delta);
                }
            }
        }
        return putIn;
    }

    private static Map<String, Long> bought(Evidence evidence) {
        var bought = new HashMap<String, Long>();
        Finals.of(evidence).orders().values().stream()
                .filter(Finals::isSold)
                .flatMap(order -> order.each("items"))
                .forEach(
                        item ->
                                bought.merge(
                                        item.text("productId"),
                                        item.number("quantity"),
                                        Long::sum));
        return bought;
    }

    /** Adds the ledger up, transaction by transaction, and looks at every moment between. */
    private static Map<String, Sums> replay(Evidence evidence, Findings findings) {
        var entries = new ArrayList<Row>();
        evidence.rows("stock_ledger").forEach(entries::add);
        entries.sort(
                Comparator.comparing((Row entry) -> entry.text("product_id"))
                        .thenComparingLong(entry -> entry.number("stock_version")));
        var sums = new HashMap<String, Sums>();
        for (var i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var sum = sums.computeIfAbsent(entry.text("product_id"), _ -> new Sums());
            add(entry, sum);
            var isLastOfTransaction =
                    i + 1 == entries.size() || !isSameMoment(entry, entries.get(i + 1));
            if (isLastOfTransaction) {
                findings.look();
                neverNegative(entry, sum, findings);
            }
        }
        return sums;
    }

    private static void add(Row entry, Sums sum) {
        sum.available += entry.number("available_delta");
        sum.reserved += entry.number("reserved_delta");
        sum.sold += entry.number("sold_delta");
        if (entry.text("cause").equals("adjusted")) {
            sum.adjusted += entry.number("available_delta");
        }
    }

    private static boolean isSameMoment(Row one, Row other) {
        return one.text("product_id").equals(other.text("product_id"))
                && one.number("stock_version") == other.number("stock_version");
    }

    private static void neverNegative(Row entry, Sums sum, Findings findings) {
        if (sum.available < 0 || sum.reserved < 0 || sum.sold < 0) {
            findings.add(
                    "product %s at stock version %d"
                            .formatted(entry.text("product_id"), entry.number("stock_version")),
                    "no count below zero",
                    "%d left, %d reserved, %d sold"
                            .formatted(sum.available, sum.reserved, sum.sold));
        }
    }

    private static void agree(Row row, Sums sum, Findings findings) {
        findings.same(
                "ledger of product " + row.text("product_id"),
                "%d left, %d reserved, %d sold"
                        .formatted(
                                row.number("available"),
                                row.number("reserved"),
                                row.number("sold")),
                "%d left, %d reserved, %d sold".formatted(sum.available, sum.reserved, sum.sold));
    }

    private static void putInAgrees(String product, @Nullable PutIn told, Sums sum, Findings f) {
        if (told == null) {
            return;
        }
        f.look();
        if (!Sets.canReach(told.perhaps, sum.adjusted - told.sure)) {
            f.add(
                    "units put into " + product,
                    "%d, and perhaps some of %s".formatted(told.sure, told.perhaps),
                    Long.toString(sum.adjusted));
        }
    }

    private static void limits(Evidence evidence, Map<String, PutIn> putIn, Findings findings) {
        var has = new HashMap<String, Long>();
        for (var order : Finals.of(evidence).orders().values()) {
            if (!order.text("status").equals("cancelled")) {
                order.each("items")
                        .forEach(
                                item ->
                                        has.merge(
                                                order.text("customerId")
                                                        + " "
                                                        + item.text("productId"),
                                                item.number("quantity"),
                                                Long::sum));
            }
        }
        has.forEach(
                (who, units) -> {
                    var product = who.substring(who.indexOf(' ') + 1);
                    var of = putIn.get(product);
                    if (of != null && of.maxPerCustomer > 0 && units > of.maxPerCustomer) {
                        findings.add(
                                "customer and product " + who,
                                "at most " + of.maxPerCustomer,
                                units.toString());
                    }
                });
    }
}
