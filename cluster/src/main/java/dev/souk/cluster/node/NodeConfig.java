package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Secret;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The settings that every node reads. */
public final class NodeConfig {

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

    /** Of the service that stands alone on its node. */
    public static final ConfigKey<Secret> SERVICE_KEY =
            ConfigKey.secret("SOUK_SERVICE_KEY").optional();

    /** A JWKS; without it a node makes a key of its own and trusts nobody else. */
    public static final ConfigKey<String> SERVICE_KEYS =
            ConfigKey.text("SOUK_SERVICE_KEYS").optional();

    private NodeConfig() {}

    /** The key of one service where a node runs several. */
    public static ConfigKey<Secret> serviceKey(String service) {
        return ConfigKey.secret(
                        "SOUK_" + service.toUpperCase(java.util.Locale.ROOT) + "_SERVICE_KEY")
                .optional();
    }
}
