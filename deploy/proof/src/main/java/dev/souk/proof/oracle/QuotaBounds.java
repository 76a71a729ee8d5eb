package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.Operation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Through all gateways together, no span of time lets more through than the quota at once and its
 * rate for as long as the span is. The tolerance: where Redis forgot or was away, once more the
 * quota for its empty memory, and once for the share that each gateway grants alone.
 */
final class QuotaBounds implements Check {

    private static final Set<String> LOSSES = Set.of("kill-redis", "flush-redis");
    private static final int QUOTAS_PER_LOSS = 2;
    private static final long LONGEST_SPAN_MICROS = 10_000_000;

    @Override
    public int invariant() {
        return 9;
    }

    @Override
    public String promise() {
        return "No quota is exceeded by more than its stated tolerance";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var passed = new ArrayList<Operation>();
        for (var operation : evidence.history()) {
            if (operation.is("burst") && operation.isOk()) {
                passed.add(operation);
            }
        }
        passed.sort(Comparator.comparingLong(Operation::invoked));
        var outages = Outages.of(evidence, LOSSES);
        for (var i = 0; i < passed.size(); i++) {
            findings.look();
            spansFrom(i, passed, outages, findings);
        }
    }

    /** What was sent and answered within a span passed within it, whatever clock the shop has. */
    private static void spansFrom(
            int first, List<Operation> passed, Outages outages, Findings findings) {
        var from = passed.get(first).invoked();
        var ends =
                passed.subList(first, passed.size()).stream()
                        .takeWhile(it -> it.invoked() <= from + LONGEST_SPAN_MICROS)
                        .mapToLong(Operation::completed)
                        .sorted()
                        .toArray();
        var limit = passed.get(first).asked().number("limit");
        var window = passed.get(first).asked().number("windowMicros");
        for (var count = 1; count <= ends.length; count++) {
            var to = ends[count - 1];
            var allowed = limit + limit * (to - from) / (double) window;
            if (count > allowed + limit * QUOTAS_PER_LOSS * outages.within(from, to)) {
                findings.add(
                        "quota of %d per %d ms, from %.3f s"
                                .formatted(limit, window / 1000, from / 1e6),
                        "at most %d in %.3f s".formatted((long) allowed, (to - from) / 1e6),
                        count + " passed");
                return;
            }
        }
    }
}
