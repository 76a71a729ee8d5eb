package dev.souk.proof.oracle;

/**
 * Something that must not be.
 *
 * @param invariant which of the nine promises it breaks
 * @param subject what it is about, as in {@code order 0198…}
 * @param expected what would have been right
 * @param seen what was there instead
 */
public record Violation(int invariant, String subject, String expected, String seen) {

    /** In one line. */
    public String account() {
        return "invariant %d, %s: expected %s, seen %s"
                .formatted(invariant, subject, expected, seen);
    }
}
