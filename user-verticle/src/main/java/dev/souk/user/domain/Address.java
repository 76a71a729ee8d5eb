package dev.souk.user.domain;

import org.jspecify.annotations.Nullable;

/**
 * A postal address that a user keeps for later orders.
 *
 * @param name who receives
 * @param line2 a second line, where there is one
 * @param country an ISO 3166-1 alpha-2 code
 */
public record Address(
        String name,
        String line1,
        @Nullable String line2,
        String city,
        String postalCode,
        String country) {

    @Override
    public String toString() {
        return "Address[***]";
    }
}
