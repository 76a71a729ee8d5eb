package dev.souk.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** With real processes, which are short-lived whatever happens. */
final class DetachedTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Stack stack;

    DetachedTest(@TempDir Path root) throws IOException {
        this.stack = EmptyStack.below(root);
    }

    @AfterEach
    void endAll() {
        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void handsOverNoVariableThatWasNotAskedFor() throws IOException, InterruptedException {
        var record = start(List.of("env"), Map.of("SOUK_PORT", "1"));
        assertThat(stack.signals().awaitEnd(record, LIMIT)).isTrue();

        assertThat(Files.readAllLines(stack.folder().log("it")))
                .contains("SOUK_PORT=1", Detached.MARK + "=" + stack.folder().root())
                .allMatch(
                        line ->
                                line.matches(
                                        "(SOUK_PORT|DEV_SOUK_FOLDER|PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_.*|TZ"
                                            + "|PWD|SHLVL|_)=.*"));
    }

    @Test
    void leadsASessionOfItsOwn() throws IOException {
        var record = start(List.of("sh", "-c", "echo here; exec sleep 30"), Map.of());
        awaitLog("here");

        var stat = Files.readString(Path.of("/proc/" + record.pid() + "/stat"));
        var session = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).get(3);
        assertThat(session).isEqualTo(Long.toString(record.pid()));
    }

    @Test
    void endsCleanlyOrHardOnceTheLimitIsOver() throws IOException, InterruptedException {
        var polite = start(List.of("sleep", "30"), Map.of());
        assertThat(stack.signals().end(polite, LIMIT)).isTrue();

        var deaf =
                start(
                        List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"),
                        Map.of());
        awaitLog("deaf");
        assertThat(stack.signals().end(deaf, Duration.ofMillis(300))).isFalse();
        assertThat(stack.records().isAlive(deaf)).isFalse();
    }

    @Test
    void findsAndEndsAProcessThatNobodyWroteDown() throws IOException, InterruptedException {
        var starter = start(List.of("sh", "-c", "sleep 30 & echo $!; echo started"), Map.of());
        awaitLog("started");
        assertThat(stack.signals().awaitEnd(starter, LIMIT)).isTrue();
        var orphan = Long.parseLong(Files.readAllLines(stack.folder().log("it")).getFirst());

        assertThat(stack.strays().find()).containsExactly(orphan);
        assertThat(stack.strays().end()).isEqualTo(1);
        ProcessHandle.of(orphan).ifPresent(process -> process.onExit().join());
        assertThat(stack.strays().find()).isEmpty();
    }

    @Test
    void callsNothingAStrayThatItStartedItself() throws IOException {
        var _ = start(List.of("sh", "-c", "echo here; while :; do sleep 1; done"), Map.of());
        awaitLog("here");

        stack.records().forget("it");

        assertThat(stack.strays().find()).isEmpty();
    }

    private ProcessRecord start(List<String> command, Map<String, String> environment)
            throws IOException {
        var pid =
                stack.detached()
                        .start(
                                command,
                                environment,
                                stack.folder().root(),
                                stack.folder().log("it"));
        var record =
                new ProcessRecord(
                        "it",
                        ProcessRecord.Kind.SERVER,
                        "it",
                        "",
                        pid,
                        stack.procfs().startTime(pid).orElse(0),
                        0,
                        "",
                        command,
                        Map.of(),
                        "TERM");
        stack.records().keep(record);
        return record;
    }

    private void awaitLog(String word) throws IOException {
        var limit = System.nanoTime() + LIMIT.toNanos();
        while (!Files.readString(stack.folder().log("it")).contains(word)) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.onSpinWait();
        }
    }
}
