package dev.souk.catalog;

import dev.souk.cluster.config.ConfigKey;

import java.time.Duration;
import java.util.List;

/** The catalog's own settings. */
final class CatalogConfig {

    static final ConfigKey<Duration> RESERVATION_TTL =
            ConfigKey.duration("SOUK_RESERVATION_TTL").or(Duration.ofMinutes(10));
    static final List<ConfigKey<?>> KEYS = List.of(RESERVATION_TTL);

    private CatalogConfig() {}
}
