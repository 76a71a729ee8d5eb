package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Evidence;

import java.util.HashMap;
import java.util.Set;

/**
 * From one second after a session's end was acknowledged, no gateway takes its token. Only while
 * the servers that carry the news are away, or have just come back, may a gateway not know.
 */
final class RevokedSessions implements Check {

    private static final long BOUND_MICROS = 1_000_000;
    private static final Set<String> CARRIERS = Set.of("kill-redis", "kill-postgres");

    @Override
    public int invariant() {
        return 8;
    }

    @Override
    public String promise() {
        return "A revoked session is refused within its bound of 1 s";
    }

    @Override
    public void judge(Evidence evidence, Findings findings) {
        var outages = Outages.of(evidence, CARRIERS);
        var ended = new HashMap<String, Long>();
        for (var operation : evidence.history()) {
            if (operation.is("log-out") && operation.isOk()) {
                ended.put(operation.asked().text("session"), operation.completed());
            }
        }
        for (var operation : evidence.history()) {
            var end = ended.get(operation.asked().text("session"));
            if (operation.is("use-session")
                    && end != null
                    && operation.invoked() > end + BOUND_MICROS
                    && outages.within(operation.invoked(), operation.invoked()) == 0) {
                findings.look();
                if (operation.isOk()) {
                    findings.add(
                            "session " + operation.asked().text("session"),
                            "401 within 1 s of its end",
                            "%d after %.3f s at %s"
                                    .formatted(
                                            operation.status(),
                                            (operation.invoked() - end) / 1e6,
                                            operation.asked().text("door")));
                }
            }
        }
    }
}
