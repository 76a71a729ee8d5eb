package dev.souk.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.discovery.Instance.State;

import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.Status;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Set;

final class RosterTest {

    private static final Set<String> MEMBERS = Set.of("node-a", "node-b");

    private final Roster roster =
            new Roster(
                    new NodeProofs() {
                        @Override
                        public String prove(String service, String nodeId) {
                            return service + "@" + nodeId;
                        }

                        @Override
                        public boolean proves(String proof, String service, String nodeId) {
                            return proof.equals(prove(service, nodeId));
                        }
                    });

    @Test
    void knowsWhatWasAnnounced() {
        roster.announced(entry("echo", "node-a", State.UP, 1));

        assertThat(seen()).containsExactly("echo.node-a UP");
    }

    @Test
    void keepsTheNewestOfAnInstanceInWhateverOrderItArrives() {
        roster.announced(entry("echo", "node-a", State.DRAINING, 2));
        roster.read(List.of(entry("echo", "node-a", State.UP, 1)));

        assertThat(seen()).containsExactly("echo.node-a DRAINING");
    }

    @Test
    void doesNotBringBackWhatWasWithdrawn() {
        roster.announced(entry("echo", "node-a", State.UP, 1));
        roster.announced(withdrawn("echo", "node-a", 2));
        roster.read(List.of(entry("echo", "node-a", State.UP, 1)));

        assertThat(seen()).isEmpty();

        roster.announced(entry("echo", "node-a", State.UP, 3));
        assertThat(seen()).containsExactly("echo.node-a UP");
    }

    @Test
    void keepsAMemberThatTheRegistryHasLostUnlessItWasLeaving() {
        roster.announced(entry("echo", "node-a", State.UP, 1));
        roster.announced(entry("echo", "node-b", State.DRAINING, 2));

        roster.read(List.of());

        assertThat(seen()).containsExactly("echo.node-a UP");
    }

    @Test
    void keepsAMemberWhoseRecordAnotherNodeHasRemoved() {
        roster.announced(entry("echo", "node-a", State.UP, 1));

        roster.announced(entry("echo", "node-a", State.UP, 1).setStatus(Status.DOWN));

        assertThat(seen()).containsExactly("echo.node-a UP");
    }

    @Test
    void ignoresNodesThatAreNoMembers() {
        roster.announced(entry("echo", "stranger", State.UP, 1));

        assertThat(seen()).isEmpty();
    }

    @Test
    void ignoresANodeThatSpeaksForAServiceWithoutProof() {
        var forged = entry("echo", "node-a", State.UP, 1);
        forged.getMetadata().put("proof", "echo@node-b");
        roster.announced(forged);

        assertThat(seen()).isEmpty();
    }

    @Test
    void ignoresBrokenRecords() {
        var broken = entry("echo", "node-a", State.UP, 1);
        broken.getMetadata().put("since", "yesterday");
        roster.announced(broken);
        var unknown = entry("echo", "node-a", State.UP, 1);
        unknown.getMetadata().put("state", "asleep");
        roster.announced(unknown);
        roster.announced(new Record().setName("echo").setType("other"));
        roster.announced(
                new Record()
                        .setName("echo")
                        .setType("souk-service")
                        .setMetadata(new JsonObject().put("nodeId", 7)));

        assertThat(seen()).isEmpty();
    }

    private List<String> seen() {
        return roster.instances(MEMBERS).values().stream()
                .flatMap(List::stream)
                .map(it -> it.busAddress() + " " + it.state())
                .sorted()
                .toList();
    }

    private static Record entry(String service, String nodeId, State state, long revision) {
        var instance =
                new Instance(
                        service,
                        "1",
                        nodeId,
                        nodeId,
                        "127.0.0.1",
                        9000,
                        state,
                        "",
                        Instant.parse("2026-01-01T00:00:00Z"));
        return new InstanceRecord(instance, service + "@" + nodeId, revision).toRecord();
    }

    private static Record withdrawn(String service, String nodeId, long revision) {
        return entry(service, nodeId, State.DRAINING, revision).setStatus(Status.DOWN);
    }
}
