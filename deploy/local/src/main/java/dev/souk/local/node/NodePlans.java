package dev.souk.local.node;

import dev.souk.local.config.Services;
import dev.souk.local.process.PortBlock;
import dev.souk.local.process.Stack;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Gives each new node its name and its ports. */
public final class NodePlans {

    private final Stack stack;
    private final PortBlock block;

    public NodePlans(Stack stack, PortBlock block) {
        this.stack = stack;
        this.block = block;
    }

    /**
     * A node of the service under the lowest free number. A door takes the lowest free port from
     * the given one up.
     *
     * @param firstDoorPort what the shop's first door was meant to listen on
     */
    public NodePlan next(String service, int firstDoorPort) throws IOException {
        for (var record : stack.records().all()) {
            record.ports().values().forEach(stack.ports()::keepFree);
        }
        var ports =
                new LinkedHashMap<>(
                        block.take(NodePlan.CLUSTER, NodePlan.BUS, NodePlan.MANAGEMENT));
        if (service.equals(Services.GATEWAY) || service.equals(Services.ALL_IN_ONE)) {
            ports.put(NodePlan.HTTP, stack.ports().lowestFrom(firstDoorPort));
        }
        var plan = new NodePlan(nextName(service), service, ports);
        stack.records().keep(plan.draft(""));
        return plan;
    }

    private String nextName(String service) throws IOException {
        var prefix = service.equals(Services.ALL_IN_ONE) ? "souk" : service;
        var names =
                stack.records().all().stream()
                        .map(record -> record.name())
                        .collect(Collectors.toCollection(HashSet::new));
        for (var number = 1; true; number++) {
            var name = prefix + "-" + number;
            if (!names.contains(name)) {
                return name;
            }
        }
    }
}
