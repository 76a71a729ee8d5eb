package dev.souk.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.web.Fragment;
import dev.souk.gateway.route.Route;
import dev.souk.gateway.route.RouteTable;
import dev.souk.gateway.route.Routes;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

class OpenApiMergeTest {

    private static final Fragment OWN = Fragment.compile("dev/souk/gateway/own.yaml");

    private final com.fasterxml.jackson.databind.node.ObjectNode merged =
            OpenApiMerge.merge(
                    "http://localhost:8080",
                    table(),
                    Map.of("notes", Routes.NOTES, "tasks", Routes.TASKS),
                    OWN);

    @Test
    void showsEachPathOfEachService() {
        assertThat(merged.path("paths").properties())
                .extracting(Map.Entry::getKey)
                .contains("/v1/notes", "/v1/tasks/{id}", "/health/ready", "/openapi.json");
        assertThat(merged.at("/paths/~1v1~1notes/get/tags/0").asText()).isEqualTo("notes");
    }

    @Test
    void renamesAComponentThatAnotherServiceDefinesDifferently() {
        assertThat(merged.at("/components/schemas/Note/properties/text/type").asText())
                .isEqualTo("string");
        assertThat(merged.at("/components/schemas/TasksNote/properties/text/type").asText())
                .isEqualTo("integer");
        assertThat(
                        merged.at(
                                        "/paths/~1v1~1tasks/post/requestBody/content/application~1json/schema/$ref")
                                .asText())
                .isEqualTo("#/components/schemas/TasksNote");
    }

    @Test
    void keepsOneOfWhatAllDefineAlike() {
        assertThat(merged.at("/components/schemas").has("Problem")).isTrue();
        assertThat(merged.at("/components/schemas").has("TasksProblem")).isFalse();
    }

    @Test
    void resolvesEveryReference() {
        assertThat(merged.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(merged.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    private static RouteTable table() {
        return RouteTable.of(
                Stream.concat(
                                Routes.NOTES.operations().stream()
                                        .map(one -> new Route("notes", one, Set.of("n1"))),
                                Routes.TASKS.operations().stream()
                                        .map(one -> new Route("tasks", one, Set.of("t1"))))
                        .toList());
    }
}
