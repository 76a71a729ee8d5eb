package dev.souk.bench.hot;

import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.SigningKey;
import dev.souk.testkit.RunningServer;
import dev.souk.testkit.TestServers;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Starts PostgreSQL, Kafka and two nodes, lets them measure, and ends them. */
@Command(
        name = "loadtest/hot-product",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the reservations of one product over the bus, in groups as the catalog"
                    + " does, and with a transaction for each order that locks the product first:",
            "both in one run, round by round, in a closed loop, with fsync on."
        })
final class HotProductBench implements Callable<Integer> {

    @Option(names = "--rounds", description = "of both ways (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--seconds", description = "of each way in a round (${DEFAULT-VALUE})")
    private int seconds = 10;

    @Option(names = "--in-flight", description = "calls at any time (${DEFAULT-VALUE})")
    private int inFlight = 64;

    private final SigningKey catalogKey = SigningKey.generate("catalog");
    private final SigningKey orderKey = SigningKey.generate("order");
    private final int catalogPort = TestServers.freePort();

    public static void main(String[] args) {
        System.exit(new CommandLine(new HotProductBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("souk-bench");
        var log = folder.resolve("catalog.log");
        System.err.printf(
                "%d rounds of twice %d s after a warm-up of 10 s; the catalog's log is %s%n",
                rounds, seconds, log);
        var port = TestServers.freePort();
        try (var _ = RunningServer.start(new CatalogProcess(folder, port, catalog(port)), log)) {
            var order = new ProcessBuilder(NodeCommand.of(OrderNode.class)).inheritIO();
            order.environment().putAll(order());
            return order.start().waitFor();
        }
    }

    private Map<String, String> catalog(int managementPort) {
        var environment = node(catalogPort, catalogKey);
        environment.put("SOUK_MANAGEMENT_PORT", String.valueOf(managementPort));
        environment.put("SOUK_CATALOG_DATABASE_URL", TestServers.newDatabase());
        environment.put("SOUK_KAFKA_BOOTSTRAP", TestServers.kafkaBootstrap());
        return environment;
    }

    private Map<String, String> order() {
        var environment = node(TestServers.freePort(), orderKey);
        environment.put(OrderNode.ROUNDS.name(), String.valueOf(rounds));
        environment.put(OrderNode.TIME.name(), Duration.ofSeconds(seconds).toString());
        environment.put(OrderNode.IN_FLIGHT.name(), String.valueOf(inFlight));
        return environment;
    }

    private Map<String, String> node(int port, SigningKey key) {
        var environment = new HashMap<String, String>();
        environment.put("SOUK_CLUSTER_NAME", "bench-" + ProcessHandle.current().pid());
        environment.put("SOUK_CLUSTER_PORT", String.valueOf(port));
        environment.put("SOUK_CLUSTER_MEMBERS", "127.0.0.1:" + catalogPort);
        environment.put("SOUK_SERVICE_KEY", key.toPem());
        environment.put("SOUK_SERVICE_KEYS", Jwks.of(List.of(catalogKey, orderKey)));
        environment.put("SOUK_LOG_FORMAT", "text");
        environment.put("SOUK_LOG_LEVEL", "WARN");
        return environment;
    }
}
