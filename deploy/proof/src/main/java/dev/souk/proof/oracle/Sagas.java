package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;

/** Every checkout has come to its end, as the saga's row and as the order's owner sees it. */
final class Sagas implements Check {

    private static final String ENDED = "ENDED";

    @Override
    public int invariant() {
        return 5;
    }

    @Override
    public String promise() {
        return "Every saga ends; none is stuck";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        for (var saga : evidence.rows("order_sagas")) {
            findings.same(
                    "saga of order %s after %d attempts"
                            .formatted(saga.text("order_id"), saga.number("attempts")),
                    ENDED,
                    saga.text("step"));
        }
        Finals.of(evidence)
                .orders()
                .forEach(
                        (id, order) -> {
                            findings.look();
                            var status = order.text("status");
                            if (status.equals("pending") || status.equals("reserved")) {
                                findings.add("order " + id, "a settled order", status);
                            }
                        });
    }
}
