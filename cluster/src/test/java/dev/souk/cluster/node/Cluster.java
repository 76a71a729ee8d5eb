package dev.souk.cluster.node;

import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.SigningKey;

import io.vertx.core.VerticleBase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** The settings of nodes that form one cluster on loopback, beside which nothing else can join. */
final class Cluster {

    private final String name = "test-" + ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
    private final SigningKey key = SigningKey.generate("echo");
    private final String jwks = Jwks.of(List.of(key));
    private final List<Integer> ports = List.of(freePort(), freePort(), freePort());
    private final Path folder;

    Cluster(Path folder) {
        this.folder = folder;
    }

    /** The environment of one node; the number chooses its port among the three known ones. */
    Map<String, String> environment(int number) {
        var environment = new HashMap<String, String>();
        environment.put("SOUK_NODE_NAME", "echo-" + number);
        environment.put("SOUK_CLUSTER_NAME", name);
        environment.put("SOUK_CLUSTER_PORT", String.valueOf(ports.get(number - 1)));
        environment.put(
                "SOUK_CLUSTER_MEMBERS",
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        environment.put("SOUK_SERVICE_KEY", key.toPem());
        environment.put("SOUK_SERVICE_KEYS", jwks);
        environment.put("SOUK_CACHE_DIR", folder.resolve("cache").toString());
        environment.put("SOUK_LOG_FORMAT", "text");
        return environment;
    }

    Node node(int number) {
        return node(number, EchoMain.service().verticle());
    }

    /** A node whose service is done by another verticle. */
    Node node(int number, Function<ServiceRuntime, ? extends VerticleBase> verticle) {
        var service = new ServiceDefinition("echo", List.of(), verticle);
        return new Node(SoukNode.plan(environment(number), List.of(service)));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
