package dev.example.greeter;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** The composition root of the greeter: one operation, no store. */
public final class GreeterVerticle extends VerticleBase {

    private final ServiceRuntime runtime;

    /** What a greeting looks like on the wire. */
    record Greeting(String text) {}

    GreeterVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Future<?> start() {
        var operations =
                Operations.from("dev/example/greeter/openapi.yaml")
                        .on("find-greeting", this::greet);
        return runtime.serve(operations, Endpoints.of("greeter"));
    }

    private Future<Answer> greet(Call call) {
        return Future.succeededFuture(Answer.ok(new Greeting("Hello, " + call.path("name") + "!")));
    }
}
