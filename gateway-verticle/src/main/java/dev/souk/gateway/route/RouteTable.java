package dev.souk.gateway.route;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All routes as a trie of path segments. A literal segment wins over a parameter, and where it
 * leads nowhere the parameter is tried. Immutable; a look-up does no I/O.
 */
public final class RouteTable {

    /** A table without routes. */
    public static final RouteTable EMPTY = of(List.of());

    private static final Match UNKNOWN = new Match.Unknown();

    private final Node root = new Node();
    private final List<Route> routes;

    private RouteTable(Collection<Route> routes) {
        this.routes = List.copyOf(routes);
        this.routes.forEach(this::add);
    }

    /**
     * A table of these routes; of two with the same method and shape of path, the later one counts.
     */
    public static RouteTable of(Collection<Route> routes) {
        return new RouteTable(routes);
    }

    public List<Route> routes() {
        return routes;
    }

    /** Finds the route of a request. {@code HEAD} is answered by {@code GET}. */
    public Match match(String method, String path) {
        var segments = PathShape.decoded(path);
        if (segments == null) {
            return UNKNOWN;
        }
        var values = new ArrayList<String>();
        var node = find(root, segments, 0, values);
        if (node == null) {
            return UNKNOWN;
        }
        var route = node.routes.get(method.equals("HEAD") ? "GET" : method);
        return route == null ? new Match.WrongMethod(allowed(node)) : found(route, values);
    }

    private void add(Route route) {
        var node = root;
        for (var segment : PathShape.segments(route.operation().path())) {
            node = PathShape.isParameter(segment) ? node.forParameter() : node.forLiteral(segment);
        }
        node.routes.put(route.operation().method(), route);
    }

    private static @Nullable Node find(
            Node node, List<String> segments, int index, List<String> values) {
        if (index == segments.size()) {
            return node.routes.isEmpty() ? null : node;
        }
        var segment = segments.get(index);
        var literal = node.literals.get(segment);
        if (literal != null) {
            var found = find(literal, segments, index + 1, values);
            if (found != null) {
                return found;
            }
        }
        var parameter = node.parameter;
        if (parameter == null || segment.isEmpty()) {
            return null;
        }
        values.add(segment);
        var found = find(parameter, segments, index + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }

    private static Match found(Route route, List<String> values) {
        if (values.isEmpty()) {
            return new Match.Found(route, Map.of());
        }
        var names = route.parameters();
        var path = new LinkedHashMap<String, String>();
        for (var i = 0; i < names.size(); i++) {
            path.put(names.get(i), values.get(i));
        }
        return new Match.Found(route, path);
    }

    private static Set<String> allowed(Node node) {
        var allowed = new TreeSet<>(node.routes.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private static final class Node {

        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Route> routes = new HashMap<>();
        private @Nullable Node parameter;

        Node forLiteral(String segment) {
            return literals.computeIfAbsent(segment, _ -> new Node());
        }

        Node forParameter() {
            var there = parameter;
            if (there == null) {
                there = new Node();
                parameter = there;
            }
            return there;
        }
    }
}
