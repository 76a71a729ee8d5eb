package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigKey;

import io.vertx.core.VerticleBase;

import java.util.List;
import java.util.function.Function;

/**
 * A service as a node runs it.
 *
 * @param name the service's name, one lower-case word, as in {@code order}
 * @param keys the settings that it reads beside those of every node
 * @param verticle makes the verticle, once for each life of the node in the cluster
 */
public record ServiceDefinition(
        String name,
        List<ConfigKey<?>> keys,
        Function<ServiceRuntime, ? extends VerticleBase> verticle) {

    public ServiceDefinition {
        keys = List.copyOf(keys);
    }
}
