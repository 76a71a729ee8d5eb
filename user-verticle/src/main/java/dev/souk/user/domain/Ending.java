package dev.souk.user.domain;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Which sessions of an account end with a change.
 *
 * @param any whether any does
 * @param kept the one that goes on
 */
public record Ending(boolean any, @Nullable UUID kept) {

    public static final Ending NONE = new Ending(false, null);
    public static final Ending ALL = new Ending(true, null);

    /** Every session but one. */
    public static Ending allBut(UUID session) {
        return new Ending(true, session);
    }
}
