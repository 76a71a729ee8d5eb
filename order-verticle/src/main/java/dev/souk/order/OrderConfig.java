package dev.souk.order;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;
import dev.souk.order.domain.CheckoutSaga;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The settings of the order service. */
public final class OrderConfig {

    /** Who moves the money. */
    public static final ConfigKey<String> PAYMENTS =
            ConfigKey.text("SOUK_ORDER_PAYMENTS")
                    .where(Set.of("sandbox", "stripe")::contains, "sandbox or stripe")
                    .or("sandbox");

    /** The payment provider's API, as in {@code https://api.stripe.com}. */
    public static final ConfigKey<URI> PAYMENTS_URL = ConfigKey.uri("SOUK_PAYMENTS_URL");

    /** Proves to the payment provider who asks. */
    public static final ConfigKey<Secret> PAYMENTS_KEY = ConfigKey.secret("SOUK_PAYMENTS_KEY");

    /** What the payment provider signs its webhooks with. */
    public static final ConfigKey<Secret> PAYMENTS_WEBHOOK_SECRET =
            ConfigKey.secret("SOUK_PAYMENTS_WEBHOOK_SECRET");

    /** Where a shopper comes back to from a bank's page; needed with Stripe. */
    public static final ConfigKey<URI> PAYMENTS_RETURN_URL =
            ConfigKey.uri("SOUK_PAYMENTS_RETURN_URL").optional();

    /** How long stock is held for a shopper who doesn't pay. */
    public static final ConfigKey<Duration> RESERVATION_TTL =
            ConfigKey.duration("SOUK_RESERVATION_TTL").or(Duration.ofMinutes(10));

    /** How many events of an order lie between two snapshots. */
    public static final ConfigKey<Integer> SNAPSHOT_EVERY =
            ConfigKey.integer("SOUK_ORDER_SNAPSHOT_EVERY")
                    .where(count -> count > 0, "at least 1")
                    .or(8);

    /** How often a compensation is tried before its saga is stuck. */
    public static final ConfigKey<Integer> SAGA_ATTEMPTS =
            ConfigKey.integer("SOUK_SAGA_ATTEMPTS")
                    .where(count -> count > 0, "at least 1")
                    .or(CheckoutSaga.ATTEMPTS);

    /** How many streams of orders a node keeps open. */
    public static final ConfigKey<Integer> STREAMS =
            ConfigKey.integer("SOUK_ORDER_STREAMS").or(1_000);

    /** All of them. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(
                    PAYMENTS,
                    PAYMENTS_URL,
                    PAYMENTS_KEY,
                    PAYMENTS_WEBHOOK_SECRET,
                    PAYMENTS_RETURN_URL,
                    RESERVATION_TTL,
                    SNAPSHOT_EVERY,
                    SAGA_ATTEMPTS,
                    STREAMS);

    private OrderConfig() {}
}
