package dev.souk.local.server;

import dev.souk.local.process.Ports;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.process.StartFailed;
import dev.souk.local.process.Starter;
import dev.souk.local.progress.Progress;
import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.time.Duration;

/** Starts a server, or adopts the one that an earlier command left running. */
public final class StartServer {

    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration ADOPTION = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    private final Stack stack;
    private final Starter starter;
    private final Progress progress;

    public StartServer(Stack stack, Starter starter, Progress progress) {
        this.stack = stack;
        this.starter = starter;
        this.progress = progress;
    }

    /**
     * The record of the running server. What a killed server left behind may refuse its successor
     * for a moment, so a start is tried again.
     */
    public ProcessRecord start(Servers.Placed placed) throws IOException, InterruptedException {
        var server = placed.server();
        var earlier = stack.records().find(server.name()).filter(stack.records()::isAlive);
        if (earlier.isPresent()) {
            if (server.isReady()) {
                progress.say(server.name() + " runs already (pid " + earlier.get().pid() + ")");
                return earlier.get();
            }
            var _ = stack.signals().end(earlier.get(), ADOPTION);
        }
        return startAnew(placed);
    }

    private ProcessRecord startAnew(Servers.Placed placed)
            throws IOException, InterruptedException {
        var server = placed.server();
        for (var attempt = 1; true; attempt++) {
            refuseTakenPort(placed);
            progress.begins(server.name());
            server.prepare();
            try {
                return starter.start(plan(placed), server::isReady);
            } catch (StartFailed failed) {
                if (attempt == ATTEMPTS) {
                    throw failed;
                }
                progress.say(server.name() + " didn't start; once more");
            }
        }
    }

    private static Starter.Plan plan(Servers.Placed placed) {
        var launch = placed.server().launch();
        return new Starter.Plan(
                placed.draft(), launch.command(), launch.environment(), launch.directory(), LIMIT);
    }

    private void refuseTakenPort(Servers.Placed placed) {
        for (var port : placed.ports().values()) {
            if (!Ports.isFree(port)) {
                throw new Refused(
                        "port %d of %s is taken by %s"
                                .formatted(
                                        port,
                                        placed.server().name(),
                                        stack.procfs().whoListens(port)));
            }
        }
    }
}
