package dev.souk.proof.plan;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault as it is planned.
 *
 * @param target a node, or what the kind is about
 * @param at when it begins, since the load began; later where the one before in its lane isn't
 *     healed yet
 * @param length how long it lasts before it is healed
 */
public record Fault(FaultKind kind, String target, Duration at, Duration length) {

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%6.1f s  %-17s %-12s %5.1f s",
                at.toMillis() / 1e3,
                kind.word(),
                target,
                length.toMillis() / 1e3);
    }
}
