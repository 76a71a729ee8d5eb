package dev.souk.local.command;

import dev.souk.cluster.config.KnownKeys;
import dev.souk.local.config.Environment;
import dev.souk.local.config.GivenJars;
import dev.souk.local.demo.DemoCatalog;
import dev.souk.local.folder.FolderLock;
import dev.souk.local.progress.Progress;
import dev.souk.local.progress.Refused;
import dev.souk.local.shop.Parts;
import dev.souk.local.shop.ShopOptions;
import dev.souk.local.shop.StartShop;
import dev.souk.local.shop.StopShop;
import dev.souk.local.shop.WatchShop;
import dev.souk.local.shop.Welcome;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Starts the shop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Starts PostgreSQL, Redis, Kafka, a mail server, a sandbox payment provider and a node"
                + " of each service, and says ready. Stays and watches until Ctrl-C ends the shop,"
                + " unless told to --detach.",
            "Everything survives `down`, `kill -9` and a restart of the machine. A second `up`"
                    + " changes nothing."
        })
final class Up implements Callable<Integer> {

    @Mixin private FolderOption folder = new FolderOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The first gateway's port. Default: 8080, or the next free one.")
    private @Nullable Integer port;

    @Option(names = "--detach", description = "Return 0 as soon as everything is ready.")
    private boolean detach;

    @Option(names = "--all-in-one", description = "Run all services in one JVM.")
    private boolean allInOne;

    @Option(names = "--no-demo", description = "Start with an empty catalog.")
    private boolean noDemo;

    @Option(
            names = "--nodes",
            split = ",",
            paramLabel = "SERVICE=COUNT",
            description = "How many nodes of a service; one of each by default.")
    private Map<String, Integer> nodes = new HashMap<>();

    @Option(
            names = "--jar",
            paramLabel = "SERVICE=FILE",
            description =
                    "Start the nodes of a service from this jar, as to try a change, and not from"
                            + " the one that is built.")
    private Map<String, Path> jars = new HashMap<>();

    /** Whether this very command has ended the shop. */
    private final CountDownLatch finished = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        var environment = Environment.of(System.getenv(), KnownKeys.ofSouk());
        var options = options(environment);
        var data = folder.folder();
        data.create();
        try (var progress = Progress.toOutput()) {
            var parts = Parts.of(FolderOption.home(), data, environment, progress);
            try (var _ = FolderLock.take(data, progress::say)) {
                if (StartShop.isRunning(parts)) {
                    System.out.println(
                            "Souk already runs in " + data.root() + "; nothing was changed.");
                    Welcome.print(parts, System.out);
                    return 0;
                }
                start(parts, options);
            }
            if (!detach) {
                new WatchShop(parts.stack(), progress).watch();
            }
            finished.countDown();
            return 0;
        }
    }

    private void start(Parts parts, ShopOptions options) throws IOException, InterruptedException {
        var ending = new Thread(() -> end(parts));
        Runtime.getRuntime().addShutdownHook(ending);
        var started = false;
        try {
            givenJars().keep(parts.folder());
            new StartShop(parts, options).start();
            if (options.demo()) {
                new DemoCatalog(parts).load();
            }
            Files.writeString(parts.folder().readyMark(), Integer.toString(options.firstPort()));
            started = true;
        } finally {
            if ((!started || detach) && isTakenBack(ending) && !started) {
                var _ = new StopShop(parts.stack(), parts.progress()).stop();
            }
        }
        Welcome.print(parts, System.out);
        System.out.printf("%nready after %.1f s%n", parts.progress().seconds());
    }

    /** Whether the hook won't run any more; where the process was told to end it has run by now. */
    private static boolean isTakenBack(Thread hook) throws InterruptedException {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            hook.join();
            return false;
        }
    }

    private GivenJars givenJars() {
        if (allInOne && !jars.isEmpty()) {
            throw new Refused("--jar is for services that have nodes of their own");
        }
        return GivenJars.of(jars);
    }

    private ShopOptions options(Environment environment) {
        var stated =
                port != null
                        ? OptionalInt.of(port)
                        : environment.find("SOUK_PORT").stream()
                                .mapToInt(Integer::parseInt)
                                .findFirst();
        return new ShopOptions(stated, allInOne, !noDemo, nodes);
    }

    /**
     * Runs when the command is told to end: by Ctrl-C, by SIGTERM, or because its terminal is gone.
     */
    private void end(Parts parts) {
        if (finished.getCount() == 0) {
            return;
        }
        parts.starter().close();
        try {
            System.out.println();
            var _ = new StopShop(parts.stack(), parts.progress()).stop();
        } catch (IOException e) {
            System.err.println("souk: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
