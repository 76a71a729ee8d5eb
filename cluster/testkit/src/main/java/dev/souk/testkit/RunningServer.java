package dev.souk.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that lives no longer than this JVM, however that ends: a shell stands between them and
 * ends the server when the JVM's end of its pipe is gone. A test may kill, freeze and restart it.
 * For one thread at a time.
 */
public final class RunningServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PROBE_MILLIS = 50;
    private static final String GUARD =
            """
            log=$1 signal=$2; shift 2
            exec 3<&0
            "$@" </dev/null >>"$log" 2>&1 3<&- &
            server=$!
            echo $server
            { cat <&3; kill -s "$signal" $server; } >/dev/null 2>&1 &
            exec 3<&-
            wait $server
            """;

    private final Server server;
    private final Path log;
    private Process guard;
    private long pid;

    private RunningServer(Server server, Path log, Process guard) throws IOException {
        this.server = server;
        this.log = log;
        this.guard = guard;
        this.pid = pidOf(guard);
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param log where its output goes
     * @throws IllegalStateException if it ends, or doesn't answer within 90 s
     */
    public static RunningServer start(Server server, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            server.prepare();
            var running = new RunningServer(server, log, launch(server, log));
            running.awaitReady();
            return running;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The server's process. */
    public long pid() {
        return pid;
    }

    /** Ends it as a power cut would, and waits until it is gone. */
    public void kill() {
        signal("KILL");
        await(guard);
        letGo();
    }

    /** Freezes it: its connections stay open and nothing answers. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze}. */
    public void thaw() {
        signal("CONT");
    }

    /** Starts it again after {@link #kill}, on the same folder and port, and waits for it. */
    public void restart() {
        try {
            server.prepare();
            guard = launch(server, log);
            pid = pidOf(guard);
            awaitReady();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends it, and waits until it is gone. */
    @Override
    public void close() {
        letGo();
        await(guard);
    }

    /** Ends the pipe that stands for this JVM's life. */
    private void letGo() {
        try {
            guard.getOutputStream().close();
        } catch (IOException _) {
            guard.destroy();
        }
    }

    private void signal(String name) {
        try {
            Commands.run(List.of("kill", "-s", name, Long.toString(pid)), Path.of("."));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitReady() {
        var limit = System.nanoTime() + PATIENCE.toNanos();
        while (!server.isReady()) {
            if (!guard.isAlive() || System.nanoTime() > limit) {
                guard.destroyForcibly();
                throw new IllegalStateException(server.name() + " does not start; see " + log);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PROBE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Process launch(Server server, Path log) throws IOException {
        var launch = server.launch();
        var command = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", log.toString()));
        command.add(launch.stopSignal());
        command.addAll(launch.command());
        var builder =
                new ProcessBuilder(command)
                        .directory(launch.directory().toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(launch.environment());
        return builder.start();
    }

    private static long pidOf(Process guard) throws IOException {
        var said =
                new BufferedReader(
                        new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
        var line = said.readLine();
        if (line == null) {
            throw new IOException("the guard said nothing");
        }
        return Long.parseLong(line.strip());
    }

    private static void await(Process process) {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
