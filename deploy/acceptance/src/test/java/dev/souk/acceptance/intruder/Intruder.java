package dev.souk.acceptance.intruder;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.node.SoukNode;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A node of {@code recommend} that speaks for the catalog, and reserves stock. */
public final class Intruder extends VerticleBase {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final ServiceRuntime runtime;

    /** What an intrusion led to: the reason of a refusal, or that there was none. */
    record Finding(String text) {}

    private Intruder(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    public static void main(String[] args) {
        SoukNode.launch(args, new ServiceDefinition("recommend", List.of(), Intruder::new));
    }

    @Override
    public Future<?> start() {
        var operations =
                Operations.from("dev/souk/acceptance/intruder/openapi.yaml")
                        .on("list-stolen-products", this::speak)
                        .on("reserve-as-a-stranger", this::reserve);
        return runtime.serve(operations, Endpoints.of("recommend"));
    }

    private Future<Answer> speak(Call call) {
        return Future.succeededFuture(Answer.ok(new Finding("stolen")));
    }

    private Future<Answer> reserve(Call call) {
        var line = new ReserveStock.Line(UUID.randomUUID(), 1);
        var wish = new ReserveStock(UUID.randomUUID(), UUID.randomUUID(), List.of(line));
        return runtime.services()
                .call(CatalogApi.RESERVE, wish, CallContext.system(LIMIT))
                .map(verdict -> "let in: " + verdict)
                .otherwise(Intruder::refusal)
                .map(text -> Answer.ok(new Finding(text)));
    }

    private static String refusal(Throwable cause) {
        return cause instanceof ServiceFailure failure ? failure.reason().code() : cause.toString();
    }
}
