package dev.souk.catalog.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.souk.contract.Money;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** The samples of earlier releases: they decode, and today's records encode to them. */
final class GoldenTest {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(com.fasterxml.jackson.databind.MapperFeature.AUTO_DETECT_IS_GETTERS)
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private static final UUID ORDER = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e11");
    private static final UUID CUSTOMER = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e12");
    private static final UUID PRODUCT = UUID.fromString("0199d3a0-7c2e-7a51-9b1e-4f0c2d6a8e13");
    private static final Money PRICE = new Money(1_299, "EUR");

    static Stream<Arguments> samples() {
        return Stream.of(
                sample(
                        "reserve-stock.request",
                        ReserveStock.class,
                        new ReserveStock(
                                ORDER, CUSTOMER, List.of(new ReserveStock.Line(PRODUCT, 2)))),
                verdict(
                        "reserved",
                        new ReservationVerdict.Reserved(
                                List.of(
                                        new ReservationVerdict.Line(
                                                PRODUCT, "MUG-1", "Blue mug", PRICE, 2)))),
                verdict(
                        "out-of-stock",
                        new ReservationVerdict.OutOfStock(
                                List.of(new ReservationVerdict.Shortage(PRODUCT, 2, 1)))),
                verdict(
                        "unknown-products",
                        new ReservationVerdict.UnknownProducts(List.of(PRODUCT))),
                verdict("limit-per-customer", new ReservationVerdict.LimitPerCustomer(PRODUCT, 3)),
                verdict(
                        "mixed-currencies",
                        new ReservationVerdict.MixedCurrencies(List.of("EUR", "USD"))),
                verdict("released", new ReservationVerdict.Released(ReservationState.EXPIRED)),
                sample("of-order.request", OfOrder.class, new OfOrder(ORDER)),
                sample(
                        "reservation-outcome.reply",
                        ReservationOutcome.class,
                        ReservationOutcome.done(ReservationState.PINNED)),
                sample(
                        "find-products.request",
                        FindProducts.class,
                        new FindProducts(List.of(PRODUCT))),
                sample(
                        "find-products.reply",
                        FoundProducts.class,
                        new FoundProducts(List.of(product()))),
                sample("product.created.v1", ProductFacts.class, facts()),
                sample("product.changed.v1", ProductFacts.class, facts()),
                sample(
                        "product.deleted.v1",
                        ProductDeleted.class,
                        new ProductDeleted(PRODUCT, "MUG-1", 4)),
                sample("product.state.v1", ProductView.class, product()),
                sample("stock.reserved.v1", StockMoved.class, moved(ORDER, 2, "reserved")),
                sample("stock.released.v1", StockMoved.class, moved(ORDER, 2, "expired")),
                sample("stock.committed.v1", StockMoved.class, moved(ORDER, 2, "committed")),
                sample(
                        "stock.adjusted.v1",
                        StockMoved.class,
                        new StockMoved(
                                PRODUCT,
                                "tracked",
                                List.of(new StockMoved.Move(null, -3, "adjusted")),
                                7,
                                0,
                                0)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodesToItsSample(String name, Class<?> type, Object value) throws IOException {
        assertThat(JSON.readTree(JSON.writerFor(type).writeValueAsString(value)))
                .isEqualTo(golden(name));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void decodesItsSampleAndIgnoresWhatItDoesNotKnow(String name, Class<?> type, Object value)
            throws IOException {
        var newer = (ObjectNode) golden(name);
        newer.put("addedLater", true);

        assertThat((Object) JSON.treeToValue(newer, type)).isEqualTo(value);
    }

    @Test
    void refusesRequestsThatMakeNoSense() {
        var line = new ReserveStock.Line(PRODUCT, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReserveStock(ORDER, CUSTOMER, List.of(line, line)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReserveStock(ORDER, CUSTOMER, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReserveStock.Line(PRODUCT, 1_000));
    }

    private static Arguments sample(String name, Class<?> type, Object value) {
        return Arguments.of(name, type, value);
    }

    private static Arguments verdict(String name, ReservationVerdict verdict) {
        return sample("reserve-stock.reply." + name, ReservationVerdict.class, verdict);
    }

    private static ProductView product() {
        var time = Instant.parse("2026-01-02T03:04:05.678Z");
        return new ProductView(
                PRODUCT,
                "MUG-1",
                "blue-mug",
                "Blue mug",
                null,
                "mugs",
                "Potter",
                PRICE,
                List.of("https://shop.test/mug.jpg"),
                Map.of("colour", "blue", "glazed", true, "volume", 300),
                3,
                new StockView("tracked", 7L),
                4,
                time,
                time);
    }

    private static ProductFacts facts() {
        return new ProductFacts(
                PRODUCT,
                "MUG-1",
                "blue-mug",
                "Blue mug",
                null,
                "mugs",
                "Potter",
                PRICE,
                List.of("https://shop.test/mug.jpg"),
                Map.of("colour", "blue", "glazed", true, "volume", 300),
                3,
                "tracked",
                4);
    }

    private static StockMoved moved(UUID order, long quantity, String cause) {
        return new StockMoved(
                PRODUCT, "tracked", List.of(new StockMoved.Move(order, quantity, cause)), 5, 2, 1);
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
