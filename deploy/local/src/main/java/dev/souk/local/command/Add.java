package dev.souk.local.command;

import dev.souk.local.config.GivenJars;
import dev.souk.local.config.Services;
import dev.souk.local.folder.FolderLock;
import dev.souk.local.folder.OutsideServices;
import dev.souk.local.node.NodePlan;
import dev.souk.local.progress.Progress;
import dev.souk.local.progress.Refused;
import dev.souk.local.shop.Parts;
import dev.souk.local.shop.ShopOptions;
import dev.souk.local.shop.StartShop;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Adds a node. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Starts one more node of a service and prints its name, once it is ready and every"
                        + " gateway knows it. With --jar a service of Souk is started from another"
                        + " release, as are its nodes that start later; and a service from outside"
                        + " Souk is given a key of its own, which the running nodes trust from then"
                        + " on.")
final class Add implements Callable<Integer> {

    @Mixin private FolderOption folder = new FolderOption();

    @Parameters(
            paramLabel = "SERVICE",
            description = "user, catalog, order, notify, recommend, gateway, or one with --jar")
    private String service = "";

    @Option(
            names = "--jar",
            paramLabel = "FILE",
            description = "The fat jar of another release, or of a service that is none of Souk's.")
    private @Nullable Path jar;

    @Override
    public Integer call() throws IOException, InterruptedException {
        check(OutsideServices.of(folder.folder()));
        try (var progress = Progress.toError()) {
            var parts = folder.parts(progress);
            var plan = plan(parts);
            try {
                parts.startNode().awaitKnown(parts.startNode().start(plan));
            } catch (Refused | IOException failed) {
                withdraw(parts, plan);
                throw failed;
            }
            System.out.println(plan.name());
            return 0;
        }
    }

    private void check(OutsideServices outside) {
        var ours = Services.NAMES.contains(service);
        if (!ours && jar == null && outside.jar(service).isEmpty()) {
            throw new Refused(
                    "there is no service %s; there are %s, and with --jar any other"
                            .formatted(service, String.join(", ", Services.NAMES)));
        }
    }

    private NodePlan plan(Parts parts) throws IOException, InterruptedException {
        try (var _ = FolderLock.take(parts.folder(), parts.progress()::say)) {
            if (!StartShop.isRunning(parts)) {
                throw new Refused(
                        "no shop runs in "
                                + parts.folder().root()
                                + "; `deploy/souk up` starts it");
            }
            if (jar != null) {
                take(parts, jar);
            }
            return parts.plans().next(service, firstPort(parts));
        }
    }

    private void take(Parts parts, Path given) throws IOException {
        if (Services.NAMES.contains(service)) {
            GivenJars.kept(parts.folder()).with(service, given).keep(parts.folder());
        } else {
            parts.startNode().trust(service, given);
        }
    }

    private static void withdraw(Parts parts, NodePlan plan)
            throws IOException, InterruptedException {
        var record = parts.stack().records().find(plan.name());
        if (record.isPresent()) {
            parts.stack().signals().send("KILL", record.get());
            parts.stack().records().forget(plan.name());
        }
    }

    private static int firstPort(Parts parts) throws IOException {
        var mark = Files.readString(parts.folder().readyMark()).strip();
        return mark.isEmpty() ? ShopOptions.DEFAULT_PORT : Integer.parseInt(mark);
    }
}
