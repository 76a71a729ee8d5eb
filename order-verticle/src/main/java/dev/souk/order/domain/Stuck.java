package dev.souk.order.domain;

import java.util.Locale;

/**
 * Why a saga goes on no more until somebody gives it a hand.
 *
 * @param detail what was heard last
 */
public record Stuck(Why why, String detail) {

    /** What kind of trouble it is. */
    public enum Why {
        /** The step was refused for good. */
        REFUSED,
        /** The step met trouble too often. */
        EXHAUSTED;

        /** The word as clients read it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
