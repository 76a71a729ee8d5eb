package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigKey;

import io.vertx.core.VerticleBase;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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

    /**
     * The same service, whose node doesn't start unless it is told where these are. What a service
     * asks of its runtime without naming it here is missed later, one by one.
     */
    public ServiceDefinition using(Resource... resources) {
        var theirs = Stream.of(resources).map(resource -> resource.keyOf(name));
        return new ServiceDefinition(
                name, Stream.<ConfigKey<?>>concat(keys.stream(), theirs).toList(), verticle);
    }
}
