package dev.souk.gateway.http;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.web.BusForm;
import dev.souk.cluster.web.Operation;
import dev.souk.cluster.web.Preference;
import dev.souk.cluster.web.Target;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Match;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.Optional;

/**
 * Carries one admitted request over the bus, and waits for the end of its work where the operation
 * and the client want that. For one event loop.
 */
final class BusCall {

    private final ServiceClient services;
    private final Admission admission;
    private final Awaiting awaiting;

    BusCall(ServiceClient services, Admission admission, WaitingRoom waitingRoom) {
        this.services = services;
        this.admission = admission;
        this.awaiting = new Awaiting(services, waitingRoom);
    }

    /** Sends the request; completes with the answer as it is to be written. */
    Future<RawReply> send(Exchange exchange, Match.Found found, CallContext context, Buffer body) {
        var operation = found.route().operation();
        var headers = headers(exchange, found);
        var wait = Deadline.in(Preference.wait(exchange.request().headers().getAll("prefer")));
        var request =
                new RawRequest(
                        found.route().service(),
                        operation.id(),
                        effect(exchange, operation),
                        headers,
                        body,
                        found.route().nodes(),
                        Optional.empty());
        return operation.waits()
                ? admitted(request, operation, Awaiting.patient(context, wait))
                        .compose(reply -> awaiting.end(reply, request, context, wait))
                : admitted(request, operation, context);
    }

    private Future<RawReply> admitted(
            RawRequest request, Operation operation, CallContext context) {
        var limit = admission.enter(request.service(), operation.priority());
        var begun = System.nanoTime();
        return services.exchange(request, context)
                .onComplete(
                        done -> {
                            if (done.succeeded()) {
                                limit.released(Duration.ofNanos(System.nanoTime() - begun));
                            } else if (isLoss(done.cause())) {
                                limit.dropped();
                            } else {
                                limit.ignored();
                            }
                        });
    }

    private static boolean isLoss(Throwable cause) {
        return cause instanceof ServiceFailure failure
                && (failure.reason() == Reason.OVERLOADED
                        || failure.reason() == Reason.DEADLINE_EXCEEDED);
    }

    private static Effect effect(Exchange exchange, Operation operation) {
        if (operation.method().equals("GET")) {
            return Effect.QUERY;
        }
        var hasKey = exchange.request().headers().contains("idempotency-key");
        return operation.honoursKey() && hasKey ? Effect.IDEMPOTENT : Effect.COMMAND;
    }

    private static MultiMap headers(Exchange exchange, Match.Found found) {
        var query = exchange.request().query();
        return BusForm.headers(
                Target.of(exchange.setting().base(), exchange.path(), null),
                query == null ? "" : query,
                found.path(),
                ForwardedHeaders.request(exchange.request().headers()));
    }
}
