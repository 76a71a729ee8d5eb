package dev.souk.proof.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

class HistoryTest {

    @TempDir private Path folder;

    private final AtomicLong clock = new AtomicLong();

    @Test
    void givesBackWhatWasWrittenInTheOrderOfTheEnds() throws IOException {
        try (var recorder = recorder()) {
            var first = recorder.begin("ada", "place", Map.of("key", "k1"));
            var second = recorder.begin("bob", "place", Map.of("key", "k2"));
            recorder.end(second, Outcome.OK, Map.of("status", 201));
            recorder.end(first, Outcome.REFUSED, Map.of("status", 422));
        }

        var operations = operations();
        assertThat(operations).extracting(Operation::client).containsExactly("bob", "ada");
        assertThat(operations.getFirst().isOk()).isTrue();
        assertThat(operations.getFirst().asked().text("key")).isEqualTo("k2");
        assertThat(operations.getLast().status()).isEqualTo(422);
        assertThat(operations.getLast().invoked()).isLessThan(operations.getFirst().invoked());
    }

    @Test
    void knowsNothingOfTheEndOfACallThatWasNeverAnswered() throws IOException {
        try (var recorder = recorder()) {
            var _ = recorder.begin("ada", "place", Map.of());
        }

        assertThat(operations())
                .singleElement()
                .matches(Operation::isUnknown)
                .matches(operation -> operation.completed() == Operation.NEVER);
    }

    @Test
    void leavesOutALineThatACrashTore() throws IOException {
        try (var recorder = recorder()) {
            recorder.end(recorder.begin("ada", "place", Map.of()), Outcome.OK, Map.of());
        }
        Files.writeString(file(), "{\"id\":2,\"at", StandardOpenOption.APPEND);

        assertThat(operations()).hasSize(1);
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        new History(new JsonLines(file())).forEach(operations::add);
        return operations;
    }

    private Recorder recorder() throws IOException {
        return new Recorder(file(), clock::incrementAndGet, (_, _, _, _) -> {});
    }

    private Path file() {
        return folder.resolve("history.jsonl");
    }
}
