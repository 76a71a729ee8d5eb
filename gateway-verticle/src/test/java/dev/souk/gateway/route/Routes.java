package dev.souk.gateway.route;

import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.web.Fragment;

import java.time.Instant;
import java.util.Set;

/** Fragments, nodes and tables to test with. */
public final class Routes {

    public static final Fragment NOTES = Fragment.compile("dev/souk/gateway/notes.yaml");
    public static final Fragment TASKS = Fragment.compile("dev/souk/gateway/tasks.yaml");
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Routes() {}

    /** A node of the service {@code notes}. */
    public static Instance node(String id, String version, Fragment fragment) {
        return new Instance(
                "notes", version, id, id, "127.0.0.1", 1, Instance.State.UP, fragment.hash(), NOON);
    }

    static RouteTable table() {
        return RouteTable.of(
                NOTES.operations().stream()
                        .map(operation -> new Route("notes", operation, Set.of("n1")))
                        .toList());
    }
}
