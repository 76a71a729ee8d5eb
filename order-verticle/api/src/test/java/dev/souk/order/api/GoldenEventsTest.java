package dev.souk.order.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Objects;

/** Old samples must be read, and what is written must be what the samples show. */
class GoldenEventsTest {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                OrderApi.ORDER_PLACED,
                OrderApi.ORDER_RESERVED,
                OrderApi.ORDER_CONFIRMED,
                OrderApi.ORDER_CANCELLED,
                OrderApi.ORDER_SHIPPED,
                OrderApi.ORDER_DELIVERED
            })
    void ofOrders(String type) throws IOException {
        assertGolden(type, OrderSnapshot.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OrderApi.PAYMENT_REQUESTED,
                OrderApi.PAYMENT_ACTION_REQUIRED,
                OrderApi.PAYMENT_UNKNOWN,
                OrderApi.PAYMENT_AUTHORIZED,
                OrderApi.PAYMENT_CAPTURED,
                OrderApi.PAYMENT_DECLINED,
                OrderApi.PAYMENT_VOIDED,
                OrderApi.PAYMENT_REFUNDED,
                OrderApi.REFUND_REQUESTED,
                OrderApi.REFUND_REFUSED
            })
    void ofPayments(String type) throws IOException {
        assertGolden(type, PaymentSnapshot.class);
    }

    private static void assertGolden(String type, Class<?> body) throws IOException {
        var name = "/golden/" + type + ".v1.json";
        try (var resource = GoldenEventsTest.class.getResourceAsStream(name)) {
            var sample = MAPPER.readTree(Objects.requireNonNull(resource, name));

            var read = MAPPER.treeToValue(sample, body);

            assertThat(MAPPER.readTree(MAPPER.writeValueAsBytes(read))).isEqualTo(sample);
        }
    }
}
