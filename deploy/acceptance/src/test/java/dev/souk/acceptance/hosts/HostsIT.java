package dev.souk.acceptance.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.NodeProcess;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

@Tag("full")
class HostsIT {

    private static final Pattern LOOPBACK_PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final String PASSWORD = "seven purple teapots sing";
    private static final Duration KNOWN = Duration.ofSeconds(8);
    private static final Duration START = Duration.ofSeconds(30);
    private static final int CLUSTER = 5701;
    private static final int BUS = 5801;
    private static final int MANAGEMENT = 5901;
    private static final int PUBLIC = 8080;

    /** The archive counts under the flags of its making only. */
    private static final String JVM =
            "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders"
                    + " --sun-misc-unsafe-memory-access=allow -XX:AOTCache=";

    /** Two services on each host, those first that others need. */
    private static final Map<String, Integer> HOST_OF = new LinkedHashMap<>();

    static {
        HOST_OF.put("user", 1);
        HOST_OF.put("catalog", 2);
        HOST_OF.put("order", 3);
        HOST_OF.put("notify", 2);
        HOST_OF.put("recommend", 3);
        HOST_OF.put("gateway", 1);
    }

    private final Stack stack = Stack.of(Stack.Kind.SERVERS);

    @Test
    void nodesOnThreeHostsJoinServeAndDrain() throws Exception {
        assumeTrue(Hosts.arePossible(), "network namespaces need root");
        var environments = environments();
        HOST_OF.keySet().forEach(service -> stack.souk("kill", service + "-1"));
        var nodes = new ArrayList<NodeProcess>();
        try (var hosts = Hosts.create(serverPorts())) {
            for (var service : HOST_OF.keySet()) {
                nodes.add(start(hosts, service, environments.get(service)));
            }
            buyOneThing(URI.create("http://" + hosts.address(1) + ":" + PUBLIC));

            for (var node : nodes.reversed()) {
                assertThat(node.terminate()).isIn(0, 143);
            }
        } finally {
            nodes.forEach(NodeProcess::close);
        }
    }

    private Map<String, Map<String, String>> environments() throws IOException {
        var environments = new HashMap<String, Map<String, String>>();
        for (var service : HOST_OF.keySet()) {
            environments.put(service, NodeProcess.environmentOf(stack, service + "-1"));
        }
        return environments;
    }

    private List<String> serverPorts() {
        var servers = stack.status().path("servers").toString();
        return LOOPBACK_PORT.matcher(servers).results().map(found -> found.group(1)).toList();
    }

    /**
     * Starts a node as one would by hand: {@code java -jar}, and its environment, which names the
     * archive that the build made beside the jar.
     */
    private NodeProcess start(Hosts hosts, String service, Map<String, String> environment) {
        var host = HOST_OF.get(service);
        var number = List.copyOf(HOST_OF.keySet()).indexOf(service);
        environment.putAll(
                Map.of(
                        "SOUK_NODE_NAME", service + "-on-" + host,
                        "SOUK_CLUSTER_NAME", "three-hosts",
                        "SOUK_CLUSTER_HOST", hosts.address(host),
                        "SOUK_CLUSTER_MEMBERS", members(hosts),
                        "SOUK_CLUSTER_PORT", String.valueOf(CLUSTER + number),
                        "SOUK_BUS_PORT", String.valueOf(BUS + number),
                        "SOUK_MANAGEMENT_PORT", String.valueOf(MANAGEMENT + number)));
        if (service.equals("gateway")) {
            environment.put("SOUK_HOST", hosts.address(host));
            environment.put("SOUK_PORT", String.valueOf(PUBLIC));
        }
        environment.remove("SOUK_CACHE_DIR");
        var jar = Stack.jarOf(service).toString();
        environment.put("JDK_JAVA_OPTIONS", JVM + jar.replace(".jar", ".aot"));
        var began = System.nanoTime();
        var node = hosts.start(host, List.of(NodeProcess.java(), "-jar", jar), environment);
        var ready =
                URI.create(
                        "http://%s:%d/health/ready"
                                .formatted(hosts.address(host), MANAGEMENT + number));
        Eventually.within(START, () -> statusOf(ready), status -> status == 200);
        System.out.printf(
                "hosts: %s is ready after %d ms%n",
                service, (System.nanoTime() - began) / 1_000_000);
        return node;
    }

    private static String members(Hosts hosts) {
        var numbers = List.copyOf(HOST_OF.keySet());
        return HOST_OF.entrySet().stream()
                .map(
                        it ->
                                hosts.address(it.getValue())
                                        + ":"
                                        + (CLUSTER + numbers.indexOf(it.getKey())))
                .collect(Collectors.joining(","));
    }

    private static int statusOf(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(1_000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private void buyOneThing(URI gateway) {
        var visitor = Client.anonymous(gateway);
        var products =
                Eventually.within(
                        KNOWN,
                        () -> visitor.get("/v1/products?limit=50"),
                        reply -> reply.status() == 200);
        var product =
                StreamSupport.stream(products.body().path("items").spliterator(), false)
                        .filter(item -> item.at("/stock/available").asInt() > 0)
                        .findFirst()
                        .orElseThrow();
        var shopper = visitor.registered("hosts-" + UUID.randomUUID() + "@example.test", PASSWORD);

        var order =
                shopper.with("Idempotency-Key", UUID.randomUUID().toString(), "Prefer", "wait=10")
                        .post(
                                "/v1/orders",
                                Map.of(
                                        "items",
                                        List.of(
                                                Map.of(
                                                        "productId",
                                                        product.path("id").asText(),
                                                        "quantity",
                                                        1)),
                                        "shippingAddress",
                                        Map.of(
                                                "name", "Ada",
                                                "line1", "1 Road",
                                                "city", "Rome",
                                                "postalCode", "00100",
                                                "country", "IT"),
                                        "payment",
                                        Map.of("method", "card", "token", "tok_visa")));

        assertThat(order.status()).isEqualTo(201);
        assertThat(order.string("/status")).isEqualTo("confirmed");
    }
}
