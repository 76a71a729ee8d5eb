package dev.souk.user.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.user.api.UserEvents.UserErased;
import dev.souk.user.api.UserEvents.UserPasswordChanged;
import dev.souk.user.api.UserEvents.UserProfileChanged;
import dev.souk.user.api.UserEvents.UserRegistered;
import dev.souk.user.api.UserEvents.UserRolesChanged;
import dev.souk.user.api.UserEvents.UserStatusChanged;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The samples of earlier releases: they decode, and today's records encode to them. */
class GoldenTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final UUID USER = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e11");

    static Stream<Arguments> samples() {
        return Stream.of(
                sample("find-contact.request", new FindContact(USER)),
                sample("find-contact.reply", new Contact("ada@example.test", "Ada Lovelace", "en")),
                sample("user.registered.v1", new UserRegistered(USER, List.of("customer"))),
                sample("user.profile-changed.v1", new UserProfileChanged(USER)),
                sample("user.password-changed.v1", new UserPasswordChanged(USER)),
                sample(
                        "user.roles-changed.v1",
                        new UserRolesChanged(USER, List.of("customer", "support"))),
                sample("user.status-changed.v1", new UserStatusChanged(USER, "blocked")),
                sample("user.erased.v1", new UserErased(USER)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodesToItsSample(String name, Object value) {
        assertThat(JSON.<JsonNode>valueToTree(value)).isEqualTo(golden(name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void decodesItsSampleAndIgnoresWhatItDoesNotKnow(String name, Object value) throws IOException {
        var newer = (ObjectNode) golden(name);

        newer.put("addedLater", true);

        assertThat((Object) JSON.treeToValue(newer, value.getClass())).isEqualTo(value);
    }

    private static Arguments sample(String name, Object value) {
        return Arguments.of(name, value);
    }

    private static JsonNode golden(String name) {
        try (var file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
