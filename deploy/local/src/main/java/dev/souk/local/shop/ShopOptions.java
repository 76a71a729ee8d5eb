package dev.souk.local.shop;

import dev.souk.local.config.Services;
import dev.souk.local.progress.Refused;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What {@code up} was asked for.
 *
 * @param port the first door's port where one was stated; then no other will do
 * @param nodes how many nodes of each service
 */
public record ShopOptions(
        OptionalInt port, boolean allInOne, boolean demo, Map<String, Integer> nodes) {

    public static final int DEFAULT_PORT = 8080;

    public ShopOptions {
        nodes = Map.copyOf(nodes);
        nodes.forEach(
                (service, count) -> {
                    if (!Services.NAMES.contains(service)) {
                        throw new Refused(
                                "there is no service "
                                        + service
                                        + "; there are "
                                        + String.join(", ", Services.NAMES));
                    }
                    if (count < 0 || count > 9) {
                        throw new Refused(
                                service + "=" + count + ": a number from 0 to 9 is possible");
                    }
                });
    }

    /** How many nodes of each kind to start, in the order of starting. */
    public Map<String, Integer> counts() {
        if (allInOne) {
            return Map.of(Services.ALL_IN_ONE, 1);
        }
        var counts = new LinkedHashMap<String, Integer>();
        Services.NAMES.forEach(service -> counts.put(service, nodes.getOrDefault(service, 1)));
        return counts;
    }

    /** The port to begin with. */
    public int firstPort() {
        return port.orElse(DEFAULT_PORT);
    }
}
