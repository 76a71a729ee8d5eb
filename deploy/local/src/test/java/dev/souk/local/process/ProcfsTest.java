package dev.souk.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

final class ProcfsTest {

    private static final String REST =
            " 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 %d 1000 10 18446744073709551615 1 1 0 0";

    @TempDir private Path root;

    @Test
    void readsTheStartTimeBehindANameThatHoldsAnything() throws IOException {
        stat(7, "7 (od) (S) d) S" + REST.formatted(4711));

        assertThat(new Procfs(root).startTime(7)).hasValue(4711);
        assertThat(new Procfs(root).parent(7)).hasValue(1);
    }

    @Test
    void countsAZombieAsEnded() throws IOException {
        stat(7, "7 (java) Z" + REST.formatted(4711));

        assertThat(new Procfs(root).startTime(7)).isEmpty();
    }

    @Test
    void knowsNothingOfAProcessThatIsNotThere() {
        assertThat(new Procfs(root).startTime(7)).isEmpty();
        assertThat(new Procfs(root).parent(7)).isEmpty();
        assertThat(new Procfs(root).hasVariable(7, "A", "b")).isFalse();
    }

    @Test
    void comparesVariablesWhole() throws IOException {
        Files.createDirectories(root.resolve("7"));
        Files.writeString(root.resolve("7/environ"), "X=1\0FOLDER=/a/b\0Y=2\0");

        assertThat(new Procfs(root).hasVariable(7, "FOLDER", "/a/b")).isTrue();
        assertThat(new Procfs(root).hasVariable(7, "FOLDER", "/a")).isFalse();
    }

    @Test
    void findsOutWhoListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var procfs = new Procfs();

            assertThat(procfs.listener(socket.getLocalPort()))
                    .hasValue(ProcessHandle.current().pid());
            assertThat(procfs.whoListens(socket.getLocalPort()))
                    .startsWith("pid " + ProcessHandle.current().pid() + " (")
                    .contains("java");
        }
    }

    private void stat(long pid, String line) throws IOException {
        Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.writeString(root.resolve(pid + "/stat"), line);
    }
}
