package dev.souk.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.config.KnownKeys;
import dev.souk.local.config.Environment;
import dev.souk.local.folder.Credentials;
import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.Secrets;
import dev.souk.local.process.ProcessRecords;
import dev.souk.local.process.Procfs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;

final class NodeEnvironmentTest {

    private static final String PUBLIC_URL = "SOUK_PUBLIC_URL";

    /** Of all tests, since keys take seconds to make. */
    @TempDir private static Path ofAll;

    @TempDir private Path root;

    private final DataFolder secrets = new DataFolder(ofAll.resolve("shop"));
    private DataFolder folder = new DataFolder(Path.of("unused"));
    private ProcessRecords records = new ProcessRecords(folder, new Procfs());

    @BeforeEach
    void openFolder() throws IOException {
        folder = new DataFolder(root.resolve("shop"));
        folder.create();
        secrets.create();
        records = new ProcessRecords(folder, new Procfs());
    }

    /** The pages that problems link to would tell otherwise which door gave an answer. */
    @Test
    void callsAllDoorsByTheNameOfTheFirst() throws IOException {
        var second = door("gateway-2", 8081);
        var first = door("gateway-1", 8080);

        for (var plan : new NodePlan[] {first, second, node("user-1", "user")}) {
            assertThat(environment(Map.of()).of(plan))
                    .containsEntry(PUBLIC_URL, "http://localhost:8080");
        }
    }

    @Test
    void prefersTheNameThatItIsGiven() throws IOException {
        var given = Map.of(PUBLIC_URL, "https://shop.example");

        assertThat(environment(given).of(door("gateway-1", 8080)))
                .containsEntry(PUBLIC_URL, "https://shop.example");
    }

    @Test
    void tellsItOnlyToThoseWhoDeclareIt() throws IOException {
        var _ = door("gateway-1", 8080);

        assertThat(environment(Map.of()).of(node("order-1", "order")))
                .doesNotContainKey(PUBLIC_URL);
    }

    private NodePlan door(String name, int port) throws IOException {
        return kept(new NodePlan(name, "gateway", ports(port)));
    }

    private NodePlan node(String name, String service) throws IOException {
        return kept(new NodePlan(name, service, ports(0)));
    }

    private NodePlan kept(NodePlan plan) throws IOException {
        records.keep(plan.draft(""));
        return plan;
    }

    private static Map<String, Integer> ports(int http) {
        var inner = Map.of(NodePlan.CLUSTER, 1, NodePlan.BUS, 2, NodePlan.MANAGEMENT, 3);
        if (http == 0) {
            return inner;
        }
        var ports = new HashMap<>(inner);
        ports.put(NodePlan.HTTP, http);
        return ports;
    }

    private NodeEnvironment environment(Map<String, String> given) throws IOException {
        var random = new SecureRandom();
        return new NodeEnvironment(
                folder,
                new Secrets(secrets, random),
                records,
                new Environment(given),
                Credentials.of(folder, Map.of(), random),
                KnownKeys.ofSouk());
    }
}
