package dev.souk.local.config;

import java.util.List;
import java.util.Locale;

/** The services of the shop, in the order in which their nodes are started. */
public final class Services {

    /** A node that runs all services in one JVM. */
    public static final String ALL_IN_ONE = "all";

    public static final String GATEWAY = "gateway";

    public static final List<String> NAMES =
            List.of("user", "catalog", "order", "notify", "recommend", GATEWAY);

    /** Those that own a database. */
    public static final List<String> WITH_DATABASE =
            List.of("user", "catalog", "order", "notify", "recommend");

    private Services() {}

    /** A service's name inside the name of a key. */
    public static String inKey(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
