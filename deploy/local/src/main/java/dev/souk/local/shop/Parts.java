package dev.souk.local.shop;

import dev.souk.cluster.config.KnownKeys;
import dev.souk.local.config.Environment;
import dev.souk.local.folder.Credentials;
import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.Secrets;
import dev.souk.local.node.NodeEnvironment;
import dev.souk.local.node.NodePlans;
import dev.souk.local.node.StartNode;
import dev.souk.local.process.PortBlock;
import dev.souk.local.process.Stack;
import dev.souk.local.process.Starter;
import dev.souk.local.progress.Progress;
import dev.souk.local.server.Servers;
import dev.souk.local.server.StartServer;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** All that a command needs to work on one data folder. */
public record Parts(
        DataFolder folder,
        Stack stack,
        Secrets secrets,
        Credentials credentials,
        Environment environment,
        Servers servers,
        NodePlans plans,
        Starter starter,
        StartServer startServer,
        StartNode startNode,
        Progress progress) {

    /** The parts for a folder that exists, with the environment that its shop was started with. */
    public static Parts of(Path home, DataFolder folder, Environment environment, Progress progress)
            throws IOException {
        var random = new SecureRandom();
        var stack = new Stack(folder);
        var secrets = new Secrets(folder, random);
        var credentials = Credentials.of(folder, environment.variables(), random);
        var block = new PortBlock(folder.root(), stack.ports());
        var starter = new Starter(stack, progress);
        var nodeEnvironment =
                new NodeEnvironment(
                        folder,
                        secrets,
                        stack.records(),
                        environment,
                        credentials,
                        KnownKeys.ofSouk());
        return new Parts(
                folder,
                stack,
                secrets,
                credentials,
                environment,
                new Servers(stack, secrets, block),
                new NodePlans(stack, block),
                starter,
                new StartServer(stack, starter, progress),
                new StartNode(home, stack, starter, nodeEnvironment, progress),
                progress);
    }
}
