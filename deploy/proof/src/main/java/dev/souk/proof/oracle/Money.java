package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * By the provider's own log: an order's money was taken at most once; where it was kept, there is
 * an order that is confirmed; each refund that a client was told of was made once. The shop's
 * ledger adds up to nothing, payment by payment.
 */
final class Money implements Check {

    private static final Set<String> DECLINED = Set.of("tok_declined", "tok_insufficient_funds");
    private static final Set<String> PAYING =
            Set.of("tok_visa", "tok_slow", "tok_flaky", "tok_timeout");

    /** The refunds of an order that clients asked for: those surely made, and perhaps. */
    private static final class Asked {
        private long sure;
        private final List<Long> perhaps = new ArrayList<>();
    }

    @Override
    public int invariant() {
        return 4;
    }

    @Override
    public String promise() {
        return "One order is captured at most once; captured money has a confirmed order or was"
                + " given back; every refund once; ledger sums are 0";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var books = ProviderBooks.of(evidence.rows("provider"));
        var orders = Finals.of(evidence).orders();
        var asked = refundsAsked(evidence);
        for (var id : books.orders()) {
            var order = orders.get(id);
            findings.look();
            if (order == null) {
                findings.same("money of order " + id + ", which nobody has", 0L, books.kept(id));
            }
        }
        orders.forEach(
                (id, order) -> order(order, books, asked.getOrDefault(id, new Asked()), findings));
        tokens(evidence, orders, findings);
        ledger(evidence, books, findings);
    }

    private static void order(Row order, ProviderBooks books, Asked asked, Findings findings) {
        var id = order.text("id");
        var captures = books.captures(id);
        if (captures.size() > 1) {
            findings.add("order " + id, "one capture", captures.size() + ": " + captures);
        }
        if (!Finals.isSold(order)) {
            findings.same("money of cancelled order " + id, 0L, books.kept(id));
            return;
        }
        findings.same("captured of order " + id, order.number("total/amount"), books.captured(id));
        findings.same(
                "refunded of order " + id,
                order.number("payment/refunded/amount"),
                books.refunded(id));
        if (!Sets.canReach(asked.perhaps, books.refunded(id) - asked.sure)) {
            findings.add(
                    "refunds of order " + id,
                    "%d, and perhaps some of %s".formatted(asked.sure, asked.perhaps),
                    Long.toString(books.refunded(id)));
        }
    }

    /** A refund that was asked for several times under one key counts once. */
    private static Map<String, Asked> refundsAsked(Evidence evidence) {
        var sure = new HashMap<String, Row>();
        var perhaps = new HashMap<String, Row>();
        for (var operation : evidence.history()) {
            if (operation.is("refund") && !operation.isRefused()) {
                (operation.isOk() ? sure : perhaps)
                        .put(operation.asked().text("key"), operation.asked());
            }
        }
        perhaps.keySet().removeAll(sure.keySet());
        var asked = new HashMap<String, Asked>();
        sure.values().forEach(it -> of(asked, it).sure += it.number("amount"));
        perhaps.values().forEach(it -> of(asked, it).perhaps.add(it.number("amount")));
        return asked;
    }

    private static Asked of(Map<String, Asked> asked, Row refund) {
        return asked.computeIfAbsent(refund.text("orderId"), _ -> new Asked());
    }

    private static void tokens(Evidence evidence, Map<String, Row> orders, Findings findings) {
        for (var operation : evidence.history()) {
            var order = orders.get(operation.told().text("orderId"));
            if (!operation.is("place") || order == null) {
                continue;
            }
            var token = operation.asked().text("token");
            var subject = "order " + order.text("id") + " paid with " + token;
            findings.look();
            if (DECLINED.contains(token) && Finals.isSold(order)) {
                findings.add(subject, "cancelled", order.text("status"));
            }
            if (PAYING.contains(token)
                    && order.text("cancellation/code").equals("payment-declined")) {
                findings.add(subject, "confirmed", "payment-declined");
            }
        }
    }

    /** Each payment's entries add up to nothing, and say of the provider what it says itself. */
    private static void ledger(Evidence evidence, ProviderBooks books, Findings findings) {
        var booked = new HashMap<String, Long>();
        for (var payment : evidence.rows("payment_entries")) {
            var order = payment.text("order_id");
            findings.same("ledger of order " + order, 0L, payment.number("sum"));
            booked.merge(order, payment.number("provider"), Long::sum);
        }
        for (var order : books.orders()) {
            findings.same(
                    "what the provider has of order " + order + ", by the ledger",
                    books.kept(order),
                    booked.getOrDefault(order, 0L));
            booked.remove(order);
        }
        booked.forEach(
                (order, amount) ->
                        findings.same(
                                "what the provider has of order " + order + ", by the ledger",
                                0L,
                                amount));
    }
}
