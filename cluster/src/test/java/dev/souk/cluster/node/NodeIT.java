package dev.souk.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.Hazelcast;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.discovery.Instance.State;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

final class NodeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (var node : nodes) {
            if (node.life() != null) {
                leave(node);
            }
        }
        http.close();
    }

    @Test
    void twoNodesFindAndCallEachOtherAndOneLeavesUnnoticed() throws Exception {
        var cluster = new Cluster(folder);
        var one = start(cluster.node(1));
        var two = start(cluster.node(2));

        until(() -> names(one).containsAll(List.of("echo-1", "echo-2")));
        until(() -> names(two).containsAll(List.of("echo-1", "echo-2")));
        assertThat(directory(one).isSilent(two.nodeId())).isFalse();
        assertThat(get(one, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(get(two, "/directory").body()).contains("echo-1", "\"silent\":false");
        assertThat(get(two, "/metrics").body()).contains("jvm_memory_used_bytes");
        assertThat(say(one, "hello")).isEqualTo("hello");

        var states = new ArrayList<State>();
        directory(one).onChange(() -> states.addAll(statesOf(one, "echo-2")));
        var left = leaving(two);
        while (!left.await(1, TimeUnit.MILLISECONDS)) {
            assertThat(say(one, "meanwhile")).isEqualTo("meanwhile");
        }
        nodes.remove(two);

        until(() -> names(one).equals(List.of("echo-1")));
        assertThat(states).contains(State.DRAINING);
        assertThat(say(one, "still here")).isEqualTo("still here");
    }

    @Test
    void anEvictedNodeComesBackUnderAnotherId() throws Exception {
        var cluster = new Cluster(folder);
        var one = start(cluster.node(1));
        var two = start(cluster.node(2));
        until(() -> names(one).contains("echo-2"));
        var before = two.nodeId();
        var port = two.managementPort();

        Objects.requireNonNull(two.life()).evict();

        until(() -> !two.nodeId().isEmpty() && !two.nodeId().equals(before));
        until(() -> idsOf(one, "echo-2").equals(List.of(two.nodeId())));
        assertThat(two.managementPort()).isEqualTo(port);
        assertThat(get(two, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(say(two, "again")).isEqualTo("again");
    }

    @Test
    void aNodeThatIsEvictedWhileItStartsStartsAgain() throws Exception {
        var cluster = new Cluster(folder);
        var one = start(cluster.node(1));
        var lives = new AtomicInteger();

        var two = start(cluster.node(2, runtime -> new Unlucky(runtime, lives)));

        assertThat(lives).hasValue(2);
        until(() -> idsOf(one, "echo-2").equals(List.of(two.nodeId())));
        assertThat(get(two, "/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void aNodeWhoseServiceFailsSaysWhyAndDoesNotStartAgain() {
        var lives = new AtomicInteger();
        var node = new Cluster(folder).node(1, runtime -> new Failing(lives));

        assertThatThrownBy(node::start)
                .isExactlyInstanceOf(StartException.class)
                .hasMessageContaining("no such user");
        assertThat(lives).hasValue(1);
    }

    @Test
    @Timeout(60)
    void aNodeThatTheClusterRefusesDoesNotStartAgain() {
        var cluster = new Cluster(folder);
        var other = HazelcastSetup.of(SoukNode.plan(cluster.environment(1), List.of()).settings());
        other.setProperty("hazelcast.partition.count", "7");
        var foreign = Hazelcast.newHazelcastInstance(other);
        try {
            assertThatThrownBy(cluster.node(2)::start).isExactlyInstanceOf(StartException.class);
        } finally {
            foreign.getLifecycleService().terminate();
        }
    }

    /** A service that is refused what it needs. */
    private static final class Failing extends VerticleBase {

        private final AtomicInteger lives;

        Failing(AtomicInteger lives) {
            this.lives = lives;
        }

        @Override
        public Future<?> start() {
            lives.incrementAndGet();
            return Future.failedFuture(new IllegalStateException("no such user"));
        }
    }

    /** In its first life the cluster goes on without its node before it is ready. */
    private static final class Unlucky extends VerticleBase {

        private final ServiceRuntime runtime;
        private final AtomicInteger lives;

        Unlucky(ServiceRuntime runtime, AtomicInteger lives) {
            this.runtime = runtime;
            this.lives = lives;
        }

        @Override
        public Future<?> start() {
            return lives.incrementAndGet() > 1
                    ? runtime.serve(Endpoints.of("echo"))
                    : vertx.executeBlocking(this::evict)
                            .compose(_ -> vertx.sharedData().getClusterWideMap("any"));
        }

        private boolean evict() {
            int port = runtime.settings().get(NodeConfig.CLUSTER_PORT);
            Hazelcast.getAllHazelcastInstances().stream()
                    .filter(
                            each ->
                                    each.getCluster().getLocalMember().getAddress().getPort()
                                            == port)
                    .forEach(each -> each.getLifecycleService().terminate());
            return true;
        }
    }

    private Node start(Node node) {
        nodes.add(node);
        node.start();
        return node;
    }

    private static void leave(Node node) throws InterruptedException {
        assertThat(leaving(node).await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static CountDownLatch leaving(Node node) {
        var left = new CountDownLatch(1);
        node.leave(left::countDown);
        return left;
    }

    private static String say(Node node, String text) throws Exception {
        var client = Objects.requireNonNull(node.life()).verticle().client("echo");
        var context = CallContext.system(Duration.ofSeconds(5));
        return client.call(EchoMain.SAY, new EchoMain.Words(text), context)
                .await(5, TimeUnit.SECONDS)
                .text();
    }

    private static Directory directory(Node node) {
        return Objects.requireNonNull(node.life()).verticle().directory();
    }

    private static List<String> names(Node node) {
        return directory(node).instances("echo").stream().map(Instance::nodeName).sorted().toList();
    }

    private static List<String> idsOf(Node seenBy, String name) {
        return directory(seenBy).instances("echo").stream()
                .filter(it -> it.nodeName().equals(name))
                .map(Instance::nodeId)
                .toList();
    }

    private static List<State> statesOf(Node seenBy, String name) {
        return directory(seenBy).instances("echo").stream()
                .filter(it -> it.nodeName().equals(name))
                .map(Instance::state)
                .toList();
    }

    private java.net.http.HttpResponse<String> get(Node node, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + node.managementPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    /** Looks until it is so; a test that waits in vain fails. */
    private static void until(BooleanSupplier wish) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!wish.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
