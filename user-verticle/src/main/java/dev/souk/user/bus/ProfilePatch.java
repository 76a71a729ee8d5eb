package dev.souk.user.bus;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.json.Json;
import dev.souk.user.domain.Address;
import dev.souk.user.domain.Profile;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** A merge patch (RFC 7396) of a profile: what is absent stays, {@code null} removes. */
final class ProfilePatch {

    private ProfilePatch() {}

    static Profile apply(JsonNode patch, Profile profile) {
        return new Profile(
                patch.has("name") ? patch.get("name").asText().strip() : profile.name(),
                patch.has("phone") ? text(patch.get("phone")) : profile.phone(),
                patch.has("addresses") ? addresses(patch.get("addresses")) : profile.addresses());
    }

    private static @Nullable String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }

    private static List<Address> addresses(JsonNode value) {
        return value.isNull() ? List.of() : List.of(Json.convert(value, Address[].class));
    }
}
