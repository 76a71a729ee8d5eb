package dev.souk.local.command;

import dev.souk.local.folder.JsonFile;
import dev.souk.local.progress.Progress;
import dev.souk.local.shop.ShopStatus;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Shows the nodes and the servers. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the nodes, the servers, and how they are.")
final class Status implements Callable<Integer> {

    private static final String ROW = "%-14s %-10s %8s  %-12s %s%n";

    @Mixin private FolderOption folder = new FolderOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var status = status();
        if (json) {
            System.out.println(JsonFile.text(status));
        } else {
            print(status);
        }
        return 0;
    }

    private ShopStatus status() throws IOException {
        var data = folder.folder();
        if (!Files.isDirectory(data.run())) {
            return new ShopStatus(List.of(), List.of(), List.of(), data.root().toString());
        }
        try (var progress = Progress.toError()) {
            var parts = folder.parts(progress);
            return ShopStatus.of(parts.stack(), parts.servers());
        }
    }

    private static void print(ShopStatus status) {
        if (status.nodes().isEmpty() && status.servers().isEmpty()) {
            System.out.println("nothing runs in " + status.data());
            return;
        }
        System.out.printf(ROW, "NODE", "SERVICE", "PID", "STATE", "URL");
        for (var node : status.nodes()) {
            var url = Objects.requireNonNullElse(node.url(), node.managementUrl());
            System.out.printf(ROW, node.name(), node.service(), pid(node.pid()), node.state(), url);
        }
        System.out.println();
        System.out.printf(ROW, "SERVER", "", "PID", "STATE", "URL");
        for (var server : status.servers()) {
            System.out.printf(
                    ROW, server.name(), "", pid(server.pid()), server.state(), server.url());
        }
        System.out.printf("%ndata %s%n", status.data());
    }

    private static String pid(long pid) {
        return pid == 0 ? "-" : Long.toString(pid);
    }
}
