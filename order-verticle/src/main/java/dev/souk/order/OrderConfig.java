package dev.souk.order;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings of the order service. */
public final class OrderConfig {

    /** The payment provider's API. */
    public static final ConfigKey<URI> PAYMENTS_URL = ConfigKey.uri("SOUK_PAYMENTS_URL");

    /** Proves to the payment provider who asks. */
    public static final ConfigKey<Secret> PAYMENTS_KEY = ConfigKey.secret("SOUK_PAYMENTS_KEY");

    /** What the payment provider signs its webhooks with. */
    public static final ConfigKey<Secret> PAYMENTS_WEBHOOK_SECRET =
            ConfigKey.secret("SOUK_PAYMENTS_WEBHOOK_SECRET");

    /** How long stock is held for a shopper who doesn't pay. */
    public static final ConfigKey<Duration> RESERVATION_TTL =
            ConfigKey.duration("SOUK_RESERVATION_TTL").or(Duration.ofMinutes(10));

    /** All of them. */
    public static final List<ConfigKey<?>> KEYS =
            List.of(PAYMENTS_URL, PAYMENTS_KEY, PAYMENTS_WEBHOOK_SECRET, RESERVATION_TTL);

    private OrderConfig() {}
}
