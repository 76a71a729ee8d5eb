package dev.souk.local.node;

import dev.souk.local.config.Services;
import dev.souk.local.process.ProcessRecord;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A node before it is started.
 *
 * @param name how people call it, as in {@code order-1}
 * @param service a service, or all in one
 * @param ports {@code cluster}, {@code bus}, {@code management}, and {@code http} where it is a
 *     door
 */
public record NodePlan(String name, String service, Map<String, Integer> ports) {

    public static final String CLUSTER = "cluster";
    public static final String BUS = "bus";
    public static final String MANAGEMENT = "management";
    public static final String HTTP = "http";

    public NodePlan {
        ports = Map.copyOf(ports);
    }

    /** The plan that a record came from. */
    public static NodePlan of(ProcessRecord record) {
        return new NodePlan(record.name(), record.service(), record.ports());
    }

    /** Its record before it has a process. */
    public ProcessRecord draft(String version) {
        return new ProcessRecord(
                name,
                ProcessRecord.Kind.NODE,
                service,
                version,
                0,
                0,
                port(MANAGEMENT),
                url(),
                List.of(),
                ports,
                "TERM");
    }

    /** The services that the node runs. */
    public Set<String> services() {
        return service.equals(Services.ALL_IN_ONE) ? Set.copyOf(Services.NAMES) : Set.of(service);
    }

    /** Whether clients of the shop connect to it. */
    public boolean isDoor() {
        return ports.containsKey(HTTP);
    }

    public int port(String purpose) {
        return Objects.requireNonNull(ports.get(purpose), purpose);
    }

    /** Where clients connect; empty for a node that is no door. */
    public String url() {
        return isDoor() ? "http://localhost:" + port(HTTP) : "";
    }
}
