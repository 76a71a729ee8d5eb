package dev.souk.cluster.node;

import dev.souk.cluster.config.Settings;

import io.opentelemetry.sdk.OpenTelemetrySdk;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What stays the same through all lives of a node.
 *
 * @param name how people call it
 * @param services what it runs
 * @param keys by which its services prove themselves
 * @param random unpredictable, for several threads
 */
record NodePlan(
        String name,
        List<ServiceDefinition> services,
        Settings settings,
        Identities.Keys keys,
        OpenTelemetrySdk tracing,
        Path cacheFolder,
        InstantSource clock,
        RandomGenerator random) {

    NodePlan {
        services = List.copyOf(services);
    }

    /** Whether several services share this process. */
    boolean isShared() {
        return services.size() > 1;
    }
}
