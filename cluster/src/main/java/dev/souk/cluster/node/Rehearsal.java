package dev.souk.cluster.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * A start without any server around, for training a class archive: a node that is alone in a
 * cluster of its own, on loopback, answers a few requests and leaves. The process then ends with
 * status 0.
 */
final class Rehearsal {

    private static final int ROUNDS = 3;

    private Rehearsal() {}

    static void run(List<ServiceDefinition> services) {
        var pid = ProcessHandle.current().pid();
        var environment =
                Map.of(
                        "SOUK_CLUSTER_NAME",
                        "rehearsal-" + pid,
                        "SOUK_CLUSTER_HOST",
                        InetAddress.getLoopbackAddress().getHostAddress(),
                        "SOUK_NODE_NAME",
                        "rehearsal",
                        "SOUK_DRAIN_LIMIT",
                        "PT2S");
        var stage = new ServiceDefinition("rehearsal", List.of(), runtime -> new Stage());
        var node = new Node(SoukNode.plan(environment, List.of(stage)));
        node.start();
        var life = node.life();
        if (life != null) {
            for (var round = 0; round < ROUNDS; round++) {
                Waiting.quietly(ask(life, "/health/ready"));
                Waiting.quietly(ask(life, "/directory"));
                Waiting.quietly(ask(life, "/metrics"));
            }
        }
        OwnClasses.load(services);
        node.leave(() -> System.exit(0));
    }

    private static Future<?> ask(Life life, String path) {
        var client = life.vertx().createHttpClient();
        return client.request(HttpMethod.GET, life.managementPort(), "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(HttpClientResponse::body)
                .eventually(client::close);
    }

    private static final class Stage extends VerticleBase {}
}
