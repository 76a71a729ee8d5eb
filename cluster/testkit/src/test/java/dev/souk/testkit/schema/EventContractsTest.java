package dev.souk.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Topic;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class EventContractsTest {

    private static final String SCHEMA =
            """
            {"type": "object", "properties": {"by": {"type": "string"}}, "required": ["by"]}
            """;
    private static final String BROKEN = SCHEMA.replace("\"string\"", "\"integer\"");

    @TempDir private Path root;
    private Path module;

    record Reader(String by) {}

    record Demanding(String by, String why) {}

    record Lenient(String by, @Nullable String why) {}

    @BeforeEach
    void release() throws IOException {
        module = root.resolve("note-verticle/api");
        write("src/main/resources/schema/note.praised.v1.json", SCHEMA);
        write("src/test/resources/golden/note.praised.v1.json", "{\"by\": \"Ada\"}");
        write("src/test/resources/released/0.1/schema/note.praised.v1.json", SCHEMA);
        write("src/test/resources/released/0.1/golden/note.praised.v1.json", "{\"by\": \"Bo\"}");
    }

    @Test
    void findsNothingWhereNothingChanged() {
        var contracts = EventContracts.of(module);

        assertThat(contracts.breaks()).isEmpty();
        assertThat(contracts.withoutSample()).isEmpty();
        assertThat(contracts.releasedSchemas()).isOne();
        assertThat(contracts.samples()).hasSize(2);
    }

    @Test
    void findsABreakingChange() throws IOException {
        write("src/main/resources/schema/note.praised.v1.json", BROKEN);

        assertThat(EventContracts.of(module).breaks())
                .anyMatch(text -> text.startsWith("0.1, note.praised.v1.json: in"))
                .anyMatch(text -> text.contains("the sample is not valid"));
    }

    @Test
    void findsABreakingChangeInALaterVersion() throws IOException {
        write("src/main/resources/schema/note.praised.v2.json", BROKEN);

        assertThat(EventContracts.of(module).breaks()).isNotEmpty();
        assertThat(EventContracts.of(module).withoutSample())
                .containsExactly("note.praised.v2.json");
    }

    @Test
    void findsAnEventThatIsGone() throws IOException {
        Files.delete(module.resolve("src/main/resources/schema/note.praised.v1.json"));

        assertThat(EventContracts.of(module).breaks())
                .containsExactly("0.1, note.praised.v1.json: is gone");
    }

    @Test
    void readsWhatAConsumerDeclares() {
        assertThat(unreadable("note.praised", Reader.class)).isEmpty();
        assertThat(unreadable("note.praised", Lenient.class)).isEmpty();
    }

    @Test
    void findsWhatAConsumerCannotRead() {
        assertThat(unreadable("note.praised", Demanding.class))
                .hasSize(2)
                .allMatch(text -> text.endsWith("/why is missing"));
        assertThat(unreadable("note.praised", Integer.class)).hasSize(2);
        assertThat(unreadable("note.blamed", Reader.class))
                .containsExactly("there is no sample of note.blamed");
    }

    private List<String> unreadable(String type, Class<?> body) {
        var consumed = new ConsumedEvents();
        consumed.on(Topic.keptByTime("note"), type, body, (_, _) -> Future.succeededFuture());
        return consumed.unreadable(root);
    }

    private void write(String file, String text) throws IOException {
        var path = module.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
