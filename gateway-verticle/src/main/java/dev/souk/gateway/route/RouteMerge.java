package dev.souk.gateway.route;

import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.web.Fragment;
import dev.souk.cluster.web.Operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Decides which routes there are, from the nodes that are there, the fragments known and what is
 * remembered. Pure.
 *
 * <p>A path belongs to the service that claimed it first, until that service's newest fragment and
 * all of its nodes have it no more. An operation goes only to nodes whose fragment has it; what the
 * door has to know of it is taken from the newest fragment that has it.
 */
final class RouteMerge {

    /** Paths that are the door's own. */
    private static final Set<String> OWN =
            Set.of("health", "docs", "openapi.json", "problems", "admin", "");

    /**
     * What the merge makes.
     *
     * @param table all routes
     * @param claims the owner of each path, by its shape
     * @param newest what to remember of each service
     * @param refused paths that a service stated and doesn't own, as {@code service path}
     */
    record Outcome(
            RouteTable table,
            Map<String, String> claims,
            Map<String, Remembered> newest,
            Set<String> refused) {}

    /** One fragment of a service, and the nodes that have it. */
    private record Version(String version, Instant since, Fragment fragment, Set<String> nodes) {}

    private final Map<String, List<Version>> services = new TreeMap<>();
    private final Map<String, Remembered> newest = new TreeMap<>();
    private final Map<String, String> claims = new TreeMap<>();
    private final Set<String> refused = new TreeSet<>();

    private RouteMerge() {}

    static Outcome merge(
            Collection<Instance> instances,
            Map<String, Fragment> fragments,
            Map<String, Remembered> remembered,
            Map<String, String> claims) {
        var merge = new RouteMerge();
        merge.gather(instances, fragments);
        remembered.forEach(merge::recall);
        merge.services.forEach(merge::sort);
        merge.keep(claims);
        return new Outcome(
                RouteTable.of(merge.routes()), merge.claims, merge.newest, merge.refused);
    }

    private void gather(Collection<Instance> instances, Map<String, Fragment> fragments) {
        for (var instance : instances) {
            var fragment = fragments.get(instance.fragmentHash());
            if (fragment != null) {
                versions(instance.service()).add(version(instance, fragment));
            }
        }
    }

    private void recall(String service, Remembered known) {
        var version =
                new Version(known.version(), known.since(), known.fragment(), new HashSet<>());
        versions(service).add(0, version);
    }

    private static Version version(Instance instance, Fragment fragment) {
        return new Version(
                instance.version(), instance.since(), fragment, Set.of(instance.nodeId()));
    }

    private List<Version> versions(String service) {
        return services.computeIfAbsent(service, _ -> new ArrayList<>());
    }

    /** Oldest first; of equal versions the remembered one, then the node that came first. */
    private void sort(String service, List<Version> versions) {
        versions.sort(Comparator.comparing(Version::version, Versions.ORDER));
        var last = versions.getLast();
        newest.put(service, new Remembered(last.version(), since(versions), last.fragment()));
    }

    private static Instant since(List<Version> versions) {
        return versions.stream().map(Version::since).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Keeps the claims of those who still have the path. */
    private void keep(Map<String, String> earlier) {
        earlier.forEach(
                (shape, service) -> {
                    if (shapes(service).anyMatch(shape::equals)) {
                        claims.put(shape, service);
                    }
                });
    }

    private Stream<String> shapes(String service) {
        return services.getOrDefault(service, List.of()).stream()
                .flatMap(version -> version.fragment().operations().stream())
                .map(operation -> PathShape.of(operation.path()));
    }

    private List<Route> routes() {
        var bySeniority =
                services.keySet().stream()
                        .sorted(Comparator.comparing(service -> known(service).since()))
                        .toList();
        return bySeniority.stream().flatMap(service -> routes(service).stream()).toList();
    }

    private Remembered known(String service) {
        return Objects.requireNonNull(newest.get(service));
    }

    private Collection<Route> routes(String service) {
        var routes = new LinkedHashMap<String, Route>();
        var nodes = new HashMap<String, Set<String>>();
        for (var version : versions(service)) {
            for (var operation : version.fragment().operations()) {
                if (owns(service, operation)) {
                    var having = nodes.computeIfAbsent(key(operation), _ -> new HashSet<>());
                    having.addAll(version.nodes());
                    routes.put(
                            operation.method() + " " + PathShape.of(operation.path()),
                            new Route(service, operation, having));
                }
            }
        }
        return routes.values();
    }

    private static String key(Operation operation) {
        return String.join(" ", operation.id(), operation.method(), PathShape.of(operation.path()));
    }

    private boolean owns(String service, Operation operation) {
        var shape = PathShape.of(operation.path());
        var reserved = OWN.contains(PathShape.segments(shape).getFirst());
        var owner = reserved ? "" : claims.computeIfAbsent(shape, _ -> service);
        if (!service.equals(owner)) {
            refused.add(service + " " + operation.path());
        }
        return service.equals(owner);
    }
}
