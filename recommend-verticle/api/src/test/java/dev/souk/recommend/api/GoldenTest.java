package dev.souk.recommend.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The samples of earlier releases: they decode, and today's records encode to them. */
final class GoldenTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    private static final UUID PRODUCT = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e13");
    private static final String USER = "0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e12";

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("activity.viewed.v1", new Activity(PRODUCT, null, USER)),
                Arguments.of("activity.clicked.v1", new Activity(PRODUCT, null, null)),
                Arguments.of("activity.searched.v1", new Activity(null, "blue mug", null)));
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

        assertThat(JSON.treeToValue(newer, Activity.class)).isEqualTo(value);
    }

    @Test
    void tellsAQueryWithoutItsUser() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Activity(null, "blue mug", USER));
    }

    private static JsonNode golden(String name) {
        var path = "/golden/" + name + ".json";
        try (var sample = GoldenTest.class.getResourceAsStream(path)) {
            return JSON.readTree(Objects.requireNonNull(sample, path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
