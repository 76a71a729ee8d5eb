package dev.souk.cluster.config;

/** A text that is no value of its key. */
final class BadValue extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String expected;

    BadValue(String message, String expected) {
        super(message, null, false, false);
        this.expected = expected;
    }

    static BadValue of(String text, String expected) {
        return new BadValue("is '" + text + "', not " + expected, expected);
    }

    /** What the text should have been. */
    String expected() {
        return expected;
    }
}
