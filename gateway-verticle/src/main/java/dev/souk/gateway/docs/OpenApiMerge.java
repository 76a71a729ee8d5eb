package dev.souk.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Fragment;
import dev.souk.gateway.route.Route;
import dev.souk.gateway.route.RouteTable;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * One OpenAPI 3.1 document out of the fragments of all services. It holds what the table routes, so
 * that a path is shown as its owner states it. A component that two services define in two ways
 * gets the service's name before its own.
 */
public final class OpenApiMerge {

    private static final String COMPONENTS = "#/components/";
    private static final Set<String> SHARED_MEMBERS =
            Set.of("parameters", "summary", "description");

    private final ObjectNode merged = Json.mapper().createObjectNode();
    private final ObjectNode paths;
    private final ObjectNode components;

    private OpenApiMerge(String base, String version) {
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "Souk")
                .put("version", version)
                .put("description", "The merged contract of all services that this gateway knows.");
        merged.putArray("servers").addObject().put("url", base);
        paths = merged.putObject("paths");
        components = merged.putObject("components");
    }

    /**
     * Merges.
     *
     * @param base scheme and authority of the gateway
     * @param fragments the newest of each service
     * @param own the gateway's own part, a document without an owner
     */
    public static ObjectNode merge(
            String base, RouteTable table, Map<String, Fragment> fragments, Fragment own) {
        var merge = new OpenApiMerge(base, "1.0.0");
        merge.addOwn(own);
        new TreeMap<>(fragments)
                .forEach((service, fragment) -> merge.add(service, table, fragment.document()));
        return merge.merged;
    }

    private void addOwn(Fragment own) {
        var document = own.document();
        var renamed = addComponents("gateway", document);
        for (var path : document.path("paths").properties()) {
            paths.set(path.getKey(), rewritten(path.getValue(), renamed));
        }
    }

    private void add(String service, RouteTable table, ObjectNode document) {
        var renamed = addComponents(service, document);
        for (var route : table.routes()) {
            if (route.service().equals(service)) {
                addOperation(route, document.path("paths").path(route.operation().path()), renamed);
            }
        }
    }

    private void addOperation(Route route, JsonNode path, Map<String, String> renamed) {
        var method = route.operation().method().toLowerCase(Locale.ROOT);
        var operation = path.path(method);
        if (operation.isMissingNode()) {
            return;
        }
        var target = paths.withObjectProperty(route.operation().path());
        for (var member : path.properties()) {
            if (SHARED_MEMBERS.contains(member.getKey())) {
                target.set(member.getKey(), rewritten(member.getValue(), renamed));
            }
        }
        if (rewritten(operation, renamed) instanceof ObjectNode copy) {
            if (!copy.has("tags")) {
                copy.putArray("tags").add(route.service());
            }
            target.set(method, copy);
        }
    }

    /** Takes the components over; returns the new references of those that were renamed. */
    private Map<String, String> addComponents(String service, ObjectNode document) {
        var renamed = renames(service, document);
        for (var kind : document.path("components").properties()) {
            var target = components.withObjectProperty(kind.getKey());
            for (var component : kind.getValue().properties()) {
                var reference = COMPONENTS + kind.getKey() + "/" + component.getKey();
                var name = renamed.getOrDefault(reference, reference);
                target.set(
                        name.substring(name.lastIndexOf('/') + 1),
                        rewritten(component.getValue(), renamed));
            }
        }
        return renamed;
    }

    /** Renames what differs from a component that is there, and all that refers to such. */
    private Map<String, String> renames(String service, ObjectNode document) {
        var renamed = new TreeMap<String, String>();
        var before = -1;
        while (renamed.size() != before) {
            before = renamed.size();
            for (var kind : document.path("components").properties()) {
                for (var component : kind.getValue().properties()) {
                    var there = components.path(kind.getKey()).path(component.getKey());
                    var mine = rewritten(component.getValue(), renamed);
                    if (!there.isMissingNode() && !there.equals(mine)) {
                        renamed.put(
                                COMPONENTS + kind.getKey() + "/" + component.getKey(),
                                COMPONENTS
                                        + kind.getKey()
                                        + "/"
                                        + free(service, kind.getKey(), component.getKey()));
                    }
                }
            }
        }
        return renamed;
    }

    private String free(String service, String kind, String name) {
        var taken = new HashSet<String>();
        components.path(kind).fieldNames().forEachRemaining(taken::add);
        var prefix = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
        var candidate = prefix + name;
        for (var i = 2; taken.contains(candidate); i++) {
            candidate = prefix + name + i;
        }
        return candidate;
    }

    private static JsonNode rewritten(JsonNode node, Map<String, String> renamed) {
        if (node instanceof ObjectNode object) {
            var copy = Json.mapper().createObjectNode();
            for (var member : object.properties()) {
                copy.set(member.getKey(), member(member, renamed));
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = Json.mapper().createArrayNode();
            array.forEach(item -> copy.add(rewritten(item, renamed)));
            return copy;
        }
        return node;
    }

    private static JsonNode member(
            Map.Entry<String, JsonNode> member, Map<String, String> renamed) {
        var value = member.getValue();
        var isReference = member.getKey().equals("$ref") && value.isTextual();
        return isReference && renamed.containsKey(value.asText())
                ? TextNode.valueOf(Objects.requireNonNull(renamed.get(value.asText())))
                : rewritten(value, renamed);
    }
}
