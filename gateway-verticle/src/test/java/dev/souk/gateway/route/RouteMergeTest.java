package dev.souk.gateway.route;

import static dev.souk.gateway.route.Routes.NOON;
import static dev.souk.gateway.route.Routes.NOTES;
import static dev.souk.gateway.route.Routes.TASKS;
import static dev.souk.gateway.route.Routes.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Fragment;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class RouteMergeTest {

    private static final Fragment OLD = without(NOTES, "/v1/notes/search");

    @Test
    void sendsAnOperationOnlyToNodesThatHaveIt() {
        var merged =
                merge(
                        List.of(node("old", "1.0.0", OLD), node("new", "1.1.0", NOTES)),
                        Map.of(),
                        Map.of());

        assertThat(nodes(merged, "/v1/notes")).containsExactlyInAnyOrder("old", "new");
        assertThat(nodes(merged, "/v1/notes/search")).containsExactly("new");
        assertThat(merged.newest())
                .hasEntrySatisfying(
                        "notes", known -> assertThat(known.version()).isEqualTo("1.1.0"));
    }

    @Test
    void keepsTheRoutesOfAServiceWithoutNodes() {
        var known = Map.of("notes", new Remembered("1.1.0", NOON, NOTES));

        var merged = merge(List.of(), known, Map.of("/v1/notes", "notes"));

        assertThat(nodes(merged, "/v1/notes")).isEmpty();
    }

    @Test
    void leavesAPathToWhoClaimedItFirst() {
        var thief = thief();

        var merged =
                merge(
                        List.of(thief, node("n1", "1.0.0", NOTES)),
                        Map.of(),
                        Map.of("/v1/notes", "notes", "/v1/notes/{}", "notes"));

        assertThat(nodes(merged, "/v1/notes")).containsExactly("n1");
        assertThat(merged.refused()).contains("aaa /v1/notes", "aaa /v1/notes/{id}");
    }

    @Test
    void endsAClaimThatNobodyHasAnyMore() {
        var merged =
                merge(List.of(node("n1", "1.0.0", NOTES)), Map.of(), Map.of("/v1/gone", "notes"));

        assertThat(merged.claims()).doesNotContainKey("/v1/gone").containsKey("/v1/notes/{}");
    }

    @Test
    void neverGivesAwayTheDoorsOwnPages() {
        var greedy = renamed(NOTES, "/v1/notes", "/health/live");

        var merged = merge(List.of(node("n1", "1.0.0", greedy)), Map.of(), Map.of());

        assertThat(merged.table().match("GET", "/health/live")).isInstanceOf(Match.Unknown.class);
        assertThat(merged.refused()).containsExactly("notes /health/live");
    }

    @Test
    void ordersVersionsByTheirNumbers() {
        assertThat(Versions.ORDER.compare("1.10.0", "1.9.0")).isPositive();
        assertThat(Versions.ORDER.compare("1.0.0-SNAPSHOT", "1.0.0")).isNegative();
        assertThat(Versions.ORDER.compare("1.0", "1.0.0")).isZero();
    }

    private static RouteMerge.Outcome merge(
            List<Instance> nodes, Map<String, Remembered> known, Map<String, String> claims) {
        var fragments = new java.util.HashMap<String, Fragment>();
        for (var fragment :
                List.of(NOTES, TASKS, OLD, renamed(NOTES, "/v1/notes", "/health/live"))) {
            fragments.put(fragment.hash(), fragment);
        }
        return RouteMerge.merge(nodes, fragments, known, claims);
    }

    private static Set<String> nodes(RouteMerge.Outcome merged, String path) {
        return merged.table().match("GET", path) instanceof Match.Found found
                ? found.route().nodes()
                : Set.of("no such path");
    }

    private static Instance thief() {
        var node = node("t1", "9.0.0", NOTES);
        return new Instance(
                "aaa",
                node.version(),
                node.nodeId(),
                node.nodeName(),
                node.host(),
                node.port(),
                node.state(),
                node.fragmentHash(),
                NOON.minusSeconds(60));
    }

    private static Fragment without(Fragment fragment, String path) {
        var document = fragment.document();
        ((ObjectNode) document.get("paths")).remove(path);
        return Fragment.read(Json.bytes(document));
    }

    private static Fragment renamed(Fragment fragment, String path, String other) {
        var document = fragment.document();
        var paths = (ObjectNode) document.get("paths");
        paths.set(other, paths.remove(path));
        return Fragment.read(Json.bytes(document));
    }
}
