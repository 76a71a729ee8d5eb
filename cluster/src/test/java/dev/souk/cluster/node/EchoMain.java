package dev.souk.cluster.node;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.contract.Endpoint;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;

/** A node with one service that needs no server, for tests that fork. */
public final class EchoMain {

    /** What the service repeats. */
    public record Words(String text) {}

    static final Endpoint<Words, Words> SAY =
            Endpoint.query("echo", "say-again", Words.class, Words.class);

    private EchoMain() {}

    public static void main(String[] args) {
        SoukNode.launch(args, service());
    }

    static ServiceDefinition service() {
        return new ServiceDefinition("echo", List.of(), EchoVerticle::new);
    }

    private static final class EchoVerticle extends VerticleBase {

        private final ServiceRuntime runtime;

        private EchoVerticle(ServiceRuntime runtime) {
            this.runtime = runtime;
        }

        @Override
        public Future<?> start() {
            var endpoints =
                    Endpoints.of("echo").on(SAY, (words, context) -> Future.succeededFuture(words));
            return runtime.serve(endpoints);
        }
    }
}
