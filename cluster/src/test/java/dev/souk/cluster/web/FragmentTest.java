package dev.souk.cluster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.util.Set;

class FragmentTest {

    private static final String NOTES = "dev/souk/cluster/web/notes.yaml";

    private final Fragment notes = Fragment.compile(NOTES);

    @Test
    void readsWhatTheDoorHasToKnow() {
        var print = operation("print-note");

        assertThat(print.method()).isEqualTo("POST");
        assertThat(print.path()).isEqualTo("/v1/notes/{id}/print");
        assertThat(print.quota()).contains("PRINT");
        assertThat(print.priority()).isEqualTo("critical");
        assertThat(print.waits()).isTrue();
        assertThat(print.honoursKey()).isTrue();
        assertThat(operation("change-note").access()).isEqualTo(new Access.Roles(Set.of("editor")));
        assertThat(operation("write-note").consumes()).containsExactly("application/json");
    }

    @Test
    void standsAloneWithTheCommonComponentsThatItUses() {
        var schemas = notes.document().at("/components/schemas");

        assertThat(schemas.has("Money")).isTrue();
        assertThat(schemas.has("Violation")).isTrue();
        assertThat(schemas.has("Version")).isFalse();
    }

    @Test
    void givesEachOperationTheProblemAnswerAndItsSecurity() {
        var document = notes.document();

        assertThat(document.at("/paths/~1v1~1notes/post/responses/default/$ref").asText())
                .isEqualTo("#/components/responses/problem");
        assertThat(document.at("/paths/~1v1~1notes/post/security/0").has("bearer")).isTrue();
        assertThat(document.at("/paths/~1v1~1notes/get/security")).isEmpty();
    }

    @Test
    void closesRequestBodiesOnEveryLevel() {
        var schema = notes.document().at("/components/schemas/NewNote");

        assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
        assertThat(schema.at("/properties/lines/items/additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void isTheSameWhenAnotherNodeReadsIt() {
        var other = Fragment.read(notes.json());

        assertThat(other.hash()).isEqualTo(notes.hash()).hasSize(64);
        assertThat(other.operations()).isEqualTo(notes.operations());
        assertThat(other.problems().has("note-locked")).isTrue();
    }

    @Test
    void refusesATextThatIsTornAtItsComma() {
        assertThatThrownBy(() -> Fragment.compile("dev/souk/cluster/web/torn.yaml"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'inclusive' has no value");
    }

    @Test
    void refusesAHandlerThatTheFragmentDoesNotKnow() {
        var operations = Operations.from(NOTES);

        assertThatThrownBy(() -> operations.on("burn-note", _ -> Future.succeededFuture()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("burn-note");
    }

    @Test
    void refusesToStartWithAnOperationThatNobodyAnswers() {
        var operations = Operations.from(NOTES);

        assertThatThrownBy(operations::handlers)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("list-notes")
                .hasMessageContaining("print-note (x-wait and onAwait go together)");
    }

    private Operation operation(String id) {
        return notes.operations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
