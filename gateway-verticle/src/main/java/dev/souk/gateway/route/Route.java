package dev.souk.gateway.route;

import dev.souk.cluster.web.Operation;

import java.util.List;
import java.util.Set;

/**
 * An operation and who answers it.
 *
 * @param service the service that owns the path
 * @param operation as its newest fragment states it
 * @param nodes the ids of the live nodes whose fragment has it; none while the service is away
 */
public record Route(String service, Operation operation, Set<String> nodes) {

    public Route {
        nodes = Set.copyOf(nodes);
    }

    /** The names of the path's parameters, in order. */
    List<String> parameters() {
        return PathShape.parameters(operation.path());
    }
}
