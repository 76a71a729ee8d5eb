package dev.souk.user.domain;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a user tells about themself, and may change.
 *
 * @param name how to address the person
 * @param phone a number, where the user gave one
 * @param addresses kept for later orders, in the user's order
 */
public record Profile(String name, @Nullable String phone, List<Address> addresses) {

    public Profile {
        addresses = List.copyOf(addresses);
    }

    /** The profile of somebody who has told nothing but a name. */
    public static Profile named(String name) {
        return new Profile(name, null, List.of());
    }

    @Override
    public String toString() {
        return "Profile[***]";
    }
}
