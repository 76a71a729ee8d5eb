package dev.souk.user.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys that sign access tokens, over time. A key is published a lead before it signs, so that
 * every verifier has it in time, and stays published until the last token that it signed has run
 * out.
 *
 * @param slots in the order in which they sign
 */
public record KeyRing(List<Slot> slots) {

    /**
     * One key's place in time.
     *
     * @param kid the key's id
     * @param signsFrom when it takes over from the key before
     */
    public record Slot(String kid, Instant signsFrom) {}

    /**
     * How keys follow each other.
     *
     * @param lifetime how long a key signs
     * @param lead how long before that it is published
     * @param overlap how long afterwards it stays published; longer than a token lives
     */
    public record Policy(Duration lifetime, Duration lead, Duration overlap) {}

    public KeyRing {
        slots = slots.stream().sorted(Comparator.comparing(Slot::signsFrom)).toList();
    }

    /**
     * The key that signs at that time; none in an empty ring. Where a clock is behind that of who
     * made the first key, it is that one.
     */
    public Optional<Slot> signer(Instant now) {
        return slots.stream()
                .filter(slot -> !slot.signsFrom().isAfter(now))
                .reduce((earlier, later) -> later)
                .or(() -> slots.stream().findFirst());
    }

    /** When the key that is missing now is to sign from; nothing where none is missing. */
    public Optional<Instant> missing(Policy policy, Instant now) {
        if (slots.isEmpty()) {
            return Optional.of(now);
        }
        var due = slots.getLast().signsFrom().plus(policy.lifetime()).minus(policy.lead());
        return due.isAfter(now) ? Optional.empty() : Optional.of(now.plus(policy.lead()));
    }

    /** The keys that no token in use was signed with any more. */
    public List<Slot> outlived(Policy policy, Instant now) {
        var latest = now.minus(policy.overlap());
        return slots.stream().filter(slot -> isReplacedBefore(slot, latest)).toList();
    }

    private boolean isReplacedBefore(Slot slot, Instant latest) {
        var next = slots.indexOf(slot) + 1;
        return next < slots.size() && slots.get(next).signsFrom().isBefore(latest);
    }
}
