package dev.souk.order.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Money;
import dev.souk.order.app.Statement.Line;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What moved the account's balance.
 *
 * @param created in seconds since 1970
 * @param source what it was for, expanded; of another shape for each type
 */
record StripeTransaction(String id, String type, long created, @Nullable JsonNode source) {

    /** A charge or a refund, in the shopper's currency, which need not be the account's. */
    @JsonNaming(SnakeCaseStrategy.class)
    private record Source(
            String id,
            long amount,
            @Nullable Long amountCaptured,
            String currency,
            @Nullable Map<String, String> metadata,
            @Nullable Intent paymentIntent) {

        String captureKey(Intent intent) {
            return intent.metadata().getOrDefault(StripeApi.CAPTURE_KEY, id);
        }

        String refundKey() {
            return metadata == null ? id : metadata.getOrDefault(StripeApi.KEY, id);
        }

        Money money(long units) {
            return StripeAmount.of(units, currency);
        }
    }

    private record Intent(Map<String, String> metadata) {}

    /** The line of our books that it is; empty for what is none of Souk's. */
    Optional<Line> line() {
        return switch (type) {
            case "charge", "payment" -> ofSouk(StripeTransaction::taken);
            case "refund", "payment_refund" -> ofSouk((source, _) -> given(source, -1));
            case "refund_failure" -> ofSouk((source, _) -> given(source, 1));
            default -> Optional.empty();
        };
    }

    /** The movement that a source tells of, but for its order. */
    private interface Reader {
        Movement read(Source source, Intent intent);
    }

    private record Movement(String key, Money amount) {}

    private Optional<Line> ofSouk(Reader reader) {
        if (source == null || !source.isObject()) {
            return Optional.empty();
        }
        var read = Json.convert(source, Source.class);
        var intent = read.paymentIntent();
        if (intent == null || !intent.metadata().containsKey(StripeApi.ORDER)) {
            return Optional.empty();
        }
        var movement = reader.read(read, intent);
        return Optional.of(new Line(orderOf(intent), movement.key(), movement.amount()));
    }

    private static Movement taken(Source source, Intent intent) {
        var captured = source.amountCaptured();
        var units = captured == null ? source.amount() : captured;
        return new Movement(source.captureKey(intent), source.money(units));
    }

    private static Movement given(Source source, int sign) {
        return new Movement(source.refundKey(), source.money(sign * source.amount()));
    }

    private static Optional<UUID> orderOf(Intent intent) {
        try {
            return Optional.of(
                    UUID.fromString(intent.metadata().getOrDefault(StripeApi.ORDER, "")));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
