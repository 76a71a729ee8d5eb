package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigException;
import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.KnownKeys;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.telemetry.Logging;
import dev.souk.cluster.telemetry.Tracing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One process of the cluster, from its start to its exit. */
public final class SoukNode {

    private static final Logger LOG = LoggerFactory.getLogger(SoukNode.class);

    /** As in sysexits.h: something was found in an unconfigured or misconfigured state. */
    private static final int BAD_CONFIGURATION = 78;

    private static final int BAD_USAGE = 64;
    private static final int FAILED = 1;

    private SoukNode() {}

    /**
     * Starts a node with the given services, and returns when it is ready. What can't start ends
     * the process with one clear line: status 78 for a bad configuration, 1 for anything else.
     *
     * @param args {@code --help}, {@code --rehearse}, or nothing
     */
    public static void launch(String[] args, ServiceDefinition... services) {
        var definitions = List.of(services);
        switch (args.length == 0 ? "" : args[0]) {
            case "" -> run(definitions);
            case "--rehearse" -> Rehearsal.run(definitions);
            case "--help", "-h" -> help(definitions);
            default -> end(BAD_USAGE, "unknown argument " + args[0] + "; try --help");
        }
    }

    private static void run(List<ServiceDefinition> services) {
        try {
            var plan = plan(System.getenv(), services);
            var node = new Node(plan);
            Signals.onEnd(() -> node.leave(() -> System.exit(0)));
            node.start();
            sayReady(plan, node);
        } catch (ConfigException bad) {
            end(BAD_CONFIGURATION, bad.getMessage());
        } catch (StartException failed) {
            failed(failed);
        }
    }

    /** Reads the settings and makes what outlives a life in the cluster. Blocks. */
    static NodePlan plan(Map<String, String> environment, List<ServiceDefinition> services) {
        var settings = settings(environment, services);
        var names = services.stream().map(ServiceDefinition::name).toList();
        var name = settings.find(NodeConfig.NODE_NAME).orElseGet(() -> defaultName(names));
        Logging.start(
                settings.get(NodeConfig.LOG_FORMAT),
                settings.get(NodeConfig.LOG_LEVEL),
                name,
                String.join(",", names));
        return new NodePlan(
                name,
                services,
                settings,
                Identities.keys(settings, names),
                Tracing.start(
                        names.size() == 1 ? names.getFirst() : "souk",
                        name,
                        settings.find(NodeConfig.OTLP_ENDPOINT)),
                CacheFolder.create(settings),
                InstantSource.system(),
                new SecureRandom());
    }

    private static Settings settings(
            Map<String, String> environment, List<ServiceDefinition> services) {
        var declared = new ArrayList<ConfigKey<?>>(NodeConfig.OF_EVERY_NODE);
        var known = KnownKeys.ofSouk();
        for (var service : services) {
            declared.addAll(service.keys());
            known = known.with(service.keys(), service.name());
        }
        return Settings.read(environment, declared, known);
    }

    private static String defaultName(List<String> services) {
        var what = services.size() == 1 ? services.getFirst() : "souk";
        return what + "-" + ProcessHandle.current().pid();
    }

    private static void sayReady(NodePlan plan, Node node) {
        LOG.atInfo()
                .addKeyValue("name", plan.name())
                .addKeyValue("nodeId", node.nodeId())
                .addKeyValue("management", node.managementPort())
                .addKeyValue("version", Version.current())
                .addKeyValue("ms", sinceProcessStart().toMillis())
                .log("ready");
    }

    private static Duration sinceProcessStart() {
        var now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    private static void failed(StartException failed) {
        var cause = configProblem(failed);
        if (cause != null) {
            end(BAD_CONFIGURATION, cause.getMessage());
        } else {
            LOG.atDebug().setCause(failed).log("not started");
            end(FAILED, "not started: " + failed.getMessage());
        }
    }

    private static @Nullable ConfigException configProblem(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException config) {
                return config;
            }
        }
        return null;
    }

    private static void help(List<ServiceDefinition> services) {
        var names = services.stream().map(ServiceDefinition::name).toList();
        System.out.println("Runs " + String.join(", ", names) + " as a node of a Souk cluster.");
        System.out.println("  --help      prints this");
        System.out.println(
                "  --rehearse  loads what a node needs and ends, to train a class archive");
        System.out.println("It is configured by the environment:");
        KnownKeys.ofSouk().rows().stream()
                .filter(row -> row.isRead(names))
                .forEach(row -> System.out.println("  " + row.name() + "  " + row.description()));
    }

    private static void end(int status, @Nullable String line) {
        System.err.println(line);
        System.exit(status);
    }
}
