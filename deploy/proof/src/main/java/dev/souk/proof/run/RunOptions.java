package dev.souk.proof.run;

import dev.souk.proof.plan.Fault;
import dev.souk.proof.plan.FaultKind;
import dev.souk.proof.plan.FaultPlan;
import dev.souk.proof.planted.Planting;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run is to be.
 *
 * @param home the folder of the project
 * @param folder of this run; its shop lies in it
 * @param nodes how many nodes each service has
 * @param shoppers how many ordinary customers come
 * @param planting the bug that the shop has; null for none
 */
public record RunOptions(
        Path home,
        Path folder,
        long seed,
        Duration length,
        Set<FaultKind> kinds,
        Map<String, Integer> nodes,
        int shoppers,
        @Nullable Planting planting) {

    /** The name of a node that runs all services, before its number. */
    public static final String ALL_IN_ONE = "souk";

    public RunOptions {
        kinds = Set.copyOf(kinds);
        nodes = Map.copyOf(nodes);
    }

    /** The plan of faults that the seed gives. */
    public List<Fault> plan() {
        return FaultPlan.draw(seed, length, kinds, nodes);
    }

    /** The data folder of the shop. */
    public Path shop() {
        return folder.resolve("shop");
    }

    /** Whether one process runs all services. */
    private boolean isAllInOne() {
        return nodes.containsKey(ALL_IN_ONE);
    }

    /** What {@code up} is told. */
    List<String> upOptions() {
        var options = new ArrayList<>(List.of("--no-demo"));
        options.addAll(isAllInOne() ? List.of("--all-in-one") : List.of("--nodes", nodesOption()));
        if (planting != null) {
            planting.jars()
                    .forEach(
                            (service, jar) ->
                                    options.addAll(List.of("--jar", service + "=" + jar)));
        }
        return List.copyOf(options);
    }

    private String nodesOption() {
        return nodes.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
