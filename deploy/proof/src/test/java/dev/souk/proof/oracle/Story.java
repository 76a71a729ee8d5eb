package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run as a test tells it: times in milliseconds, JSON with single quotes. */
final class Story {

    static final String ORDER =
            """
            {'id':'o1','number':'N1','customerId':'ada','status':'confirmed','version':7,
             'items':[{'productId':'lamp','quantity':2}],'total':{'amount':200,'currency':'EUR'},
             'shippingAddress':{'line2':'k1'},
             'payment':{'status':'captured','captured':{'amount':200},'refunded':{'amount':0}}}\
            """;
    static final String PLACED =
            """
            {'status':201,'orderId':'o1','number':'N1','orderStatus':'confirmed','version':7,'digest':'d1',
             'items':{'lamp':2},'total':{'amount':200,'currency':'EUR'}}\
            """;
    static final String ASKED =
            "{'customer':'ada','key':'k1','token':'tok_visa','items':{'lamp':2}}";

    private final List<Operation> history = new ArrayList<>();
    private final Map<String, List<Row>> found = new HashMap<>();
    private long id;

    /** A call that was answered. */
    Story call(String client, String call, long from, long to, String asked, String told) {
        var answer = json(told);
        var outcome = Outcome.of((int) answer.number("status"), answer.text("code"));
        return add(client, call, from, to, outcome, json(asked), answer);
    }

    /** A call of whose outcome its client knows nothing. */
    Story lost(String client, String call, long from, String asked) {
        return add(
                client,
                call,
                from,
                from + 1_000,
                Outcome.UNKNOWN,
                json(asked),
                json("{'error':'cut'}"));
    }

    /** A fault. */
    Story fault(String kind, long from, long to) {
        return add(Operation.FAULTS, kind, from, to, Outcome.OK, Row.EMPTY, Row.EMPTY);
    }

    private Story add(
            String client, String call, long from, long to, Outcome outcome, Row asked, Row told) {
        history.add(
                new Operation(++id, client, call, from * 1_000, to * 1_000, outcome, asked, told));
        return this;
    }

    /** The usual order of Ada's: two lamps, confirmed. */
    Story adaBuysTwoLamps() {
        return call("ada", "place", 0, 100, ASKED, PLACED);
    }

    /** An order as its owner reads it when all is quiet. */
    Story ends(String order) {
        var row = json(order);
        return call(
                "ada",
                "final-order",
                90_000,
                90_010,
                "{'orderId':'%s'}".formatted(row.text("id")),
                "{'status':200,'version':%d,'order':%s}".formatted(row.number("version"), order));
    }

    /** Things that were found in the shop. */
    Story found(String collection, String... rows) {
        var all = found.computeIfAbsent(collection, _ -> new ArrayList<>());
        for (var row : rows) {
            all.add(json(row));
        }
        return this;
    }

    Evidence evidence() {
        history.sort((one, other) -> Long.compare(one.completed(), other.completed()));
        return new Evidence(history, Map.copyOf(found));
    }

    /** What one check says. */
    List<String> judgedBy(Check check) {
        var findings = new Findings(check.invariant());
        check.judge(evidence(), findings);
        return findings.violations().stream().map(Violation::account).toList();
    }

    private static Row json(String text) {
        return Row.parse(text.replace('\'', '"'));
    }
}
