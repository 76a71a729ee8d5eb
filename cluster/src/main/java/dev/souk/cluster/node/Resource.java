package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigKey;

/** What a service may use beside the bus; each brings the setting that says where it is. */
public enum Resource {
    DATABASE,
    REDIS,
    KAFKA,
    CURSORS;

    ConfigKey<?> keyOf(String service) {
        return switch (this) {
            case DATABASE -> NodeConfig.databaseUrl(service);
            case REDIS -> NodeConfig.REDIS_URL;
            case KAFKA -> NodeConfig.KAFKA_BOOTSTRAP;
            case CURSORS -> NodeConfig.CURSOR_KEY;
        };
    }
}
