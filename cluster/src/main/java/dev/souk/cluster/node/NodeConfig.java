package dev.souk.cluster.node;

import dev.souk.cluster.bus.BusFaults;
import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The settings that every node reads. */
public final class NodeConfig {

    private static final int CURSOR_KEY_BYTES = 16;

    public static final ConfigKey<String> NODE_NAME = ConfigKey.text("SOUK_NODE_NAME").optional();
    public static final ConfigKey<String> CLUSTER_NAME =
            ConfigKey.text("SOUK_CLUSTER_NAME").or("souk");
    public static final ConfigKey<String> CLUSTER_HOST =
            ConfigKey.text("SOUK_CLUSTER_HOST").or("127.0.0.1");
    public static final ConfigKey<Integer> CLUSTER_PORT = ConfigKey.port("SOUK_CLUSTER_PORT").or(0);
    public static final ConfigKey<List<String>> CLUSTER_MEMBERS =
            ConfigKey.list("SOUK_CLUSTER_MEMBERS").or(List.of());
    public static final ConfigKey<Integer> BUS_PORT = ConfigKey.port("SOUK_BUS_PORT").or(0);
    public static final ConfigKey<Integer> MANAGEMENT_PORT =
            ConfigKey.port("SOUK_MANAGEMENT_PORT").or(0);
    public static final ConfigKey<String> LIVE_FILE = ConfigKey.text("SOUK_LIVE_FILE").optional();
    public static final ConfigKey<String> LOG_LEVEL =
            ConfigKey.text("SOUK_LOG_LEVEL")
                    .where(
                            List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR")::contains,
                            "one of TRACE, DEBUG, INFO, WARN, ERROR")
                    .or("INFO")
                    .live();
    public static final ConfigKey<String> LOG_FORMAT =
            ConfigKey.text("SOUK_LOG_FORMAT")
                    .where(List.of("json", "text")::contains, "json or text")
                    .or("json");
    public static final ConfigKey<URI> OTLP_ENDPOINT =
            ConfigKey.uri("SOUK_OTLP_ENDPOINT").optional();
    public static final ConfigKey<String> CACHE_DIR = ConfigKey.text("SOUK_CACHE_DIR").optional();
    public static final ConfigKey<Duration> DRAIN_LIMIT =
            ConfigKey.duration("SOUK_DRAIN_LIMIT").or(Duration.ofSeconds(30));

    public static final ConfigKey<Integer> DATABASE_POOL_SIZE =
            ConfigKey.integer("SOUK_DATABASE_POOL_SIZE").where(size -> size > 0, "1 or more").or(8);
    public static final ConfigKey<Secret> REDIS_URL = ConfigKey.secret("SOUK_REDIS_URL");
    public static final ConfigKey<String> KAFKA_BOOTSTRAP = ConfigKey.text("SOUK_KAFKA_BOOTSTRAP");
    public static final ConfigKey<String> OUTBOX_RELAY =
            ConfigKey.text("SOUK_OUTBOX_RELAY")
                    .where(List.of("poll", "cdc")::contains, "poll or cdc")
                    .or("poll");
    public static final ConfigKey<Integer> OUTBOX_SLOT_ALARM =
            ConfigKey.integer("SOUK_OUTBOX_SLOT_ALARM_MIB")
                    .where(size -> size > 0, "1 or more")
                    .or(128);
    public static final ConfigKey<Secret> CURSOR_KEY =
            ConfigKey.secret("SOUK_CURSOR_KEY")
                    .where(NodeConfig::isCursorKey, "16 bytes or more in base64");

    /** Of the service that stands alone on its node. */
    public static final ConfigKey<Secret> SERVICE_KEY =
            ConfigKey.secret("SOUK_SERVICE_KEY").optional();

    /** A JWKS; without it a node makes a key of its own and trusts nobody else. */
    public static final ConfigKey<String> SERVICE_KEYS =
            ConfigKey.text("SOUK_SERVICE_KEYS").optional().live();

    /** What every node reads, whatever it runs. */
    static final List<ConfigKey<?>> OF_EVERY_NODE =
            List.of(
                    NODE_NAME,
                    CLUSTER_NAME,
                    CLUSTER_HOST,
                    CLUSTER_PORT,
                    CLUSTER_MEMBERS,
                    BUS_PORT,
                    MANAGEMENT_PORT,
                    LIVE_FILE,
                    LOG_LEVEL,
                    LOG_FORMAT,
                    OTLP_ENDPOINT,
                    CACHE_DIR,
                    DRAIN_LIMIT,
                    OUTBOX_RELAY,
                    OUTBOX_SLOT_ALARM,
                    BusFaults.KEY,
                    SERVICE_KEY,
                    SERVICE_KEYS);

    private NodeConfig() {}

    /** Where the service's own database is; for a service that has one. */
    public static ConfigKey<Secret> databaseUrl(String service) {
        return ConfigKey.secret("SOUK_" + service.toUpperCase(Locale.ROOT) + "_DATABASE_URL");
    }

    /** The key of one service where a node runs several. */
    public static ConfigKey<Secret> serviceKey(String service) {
        return ConfigKey.secret("SOUK_" + service.toUpperCase(Locale.ROOT) + "_SERVICE_KEY")
                .optional();
    }

    private static boolean isCursorKey(Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal()).length >= CURSOR_KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }
}
