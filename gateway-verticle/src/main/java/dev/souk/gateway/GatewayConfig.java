package dev.souk.gateway;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Settings;
import dev.souk.gateway.quota.QuotaPolicies;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a gateway.
 *
 * @param host the address that it listens on
 * @param port the port that it listens on; 0 for a free one
 * @param publicUrl how clients reach it, where that isn't host and port
 */
record GatewayConfig(String host, int port, Optional<URI> publicUrl) {

    private static final ConfigKey<String> HOST = ConfigKey.text("SOUK_HOST").or("127.0.0.1");
    private static final ConfigKey<Integer> PORT = ConfigKey.port("SOUK_PORT").or(8080);
    private static final ConfigKey<URI> PUBLIC_URL = ConfigKey.uri("SOUK_PUBLIC_URL").optional();

    static List<ConfigKey<?>> keys() {
        var keys = new ArrayList<ConfigKey<?>>(List.of(HOST, PORT, PUBLIC_URL));
        keys.addAll(QuotaPolicies.keys());
        return keys;
    }

    static GatewayConfig of(Settings settings) {
        return new GatewayConfig(settings.get(HOST), settings.get(PORT), settings.find(PUBLIC_URL));
    }

    /** Scheme and authority that clients use, without a slash at the end. */
    String base(int actualPort) {
        return publicUrl
                .map(url -> url.toString().replaceAll("/+$", ""))
                .orElse("http://localhost:" + actualPort);
    }
}
