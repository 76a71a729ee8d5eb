package dev.souk.notify.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.souk.notify.api.OrderMessages.Message;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The samples of earlier releases: they decode, and today's records encode to them. */
class GoldenTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .build();
    private static final UUID ORDER = UUID.fromString("0199d3a4-8f10-7a02-9d11-5e6f7a8b9c00");
    private static final UUID EVENT = UUID.fromString("0199d3a4-9a3b-7c41-8e02-1b2c3d4e5f60");
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    static Stream<Arguments> samples() {
        var mail =
                new Message(
                        EVENT,
                        TIME,
                        "mail",
                        "order-confirmed",
                        "sent",
                        "notify-1",
                        "4bf92f3577b34da6a3ce929d0e0e4736");
        var inApp = new Message(EVENT, TIME, "in-app", "order-confirmed", "sent", null, null);
        return Stream.of(
                Arguments.of("messages-of-order.request", new MessagesOfOrder(ORDER)),
                Arguments.of("messages-of-order.reply", new OrderMessages(List.of(mail, inApp))));
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

    private static JsonNode golden(String name) {
        try (var file = GoldenTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
