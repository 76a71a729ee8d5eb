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
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.gateway.route.Match;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Carries one admitted request over the bus, and waits for the end of its work where the operation
 * and the client want that. For one event loop.
 */
final class BusCall {

    private static final Duration LEAST_WAIT = Duration.ofMillis(10);
    private static final Duration SLACK = Duration.ofMillis(250);
    private static final Duration CONCLUSION = Duration.ofSeconds(2);

    private final ServiceClient services;
    private final Admission admission;
    private final WaitingRoom waitingRoom;

    BusCall(ServiceClient services, Admission admission, WaitingRoom waitingRoom) {
        this.services = services;
        this.admission = admission;
        this.waitingRoom = waitingRoom;
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
                        isRepeatable(exchange, operation),
                        headers,
                        body,
                        found.route().nodes(),
                        Optional.empty());
        var first = admitted(request, operation, context);
        return operation.waits()
                ? first.compose(reply -> await(reply, request, context, wait))
                : first;
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

    /**
     * Asks for the end of the work. The first reply only says what to ask for; it is no answer,
     * since the service doesn't know that it was given, and would give another to an equal request.
     */
    private Future<RawReply> await(
            RawReply first, RawRequest request, CallContext context, Deadline wait) {
        var token = first.headers().get(BusForm.WAIT_FOR);
        if (token == null) {
            return Future.succeededFuture(first);
        }
        var left = wait.left();
        if (left.compareTo(LEAST_WAIT) < 0 || !waitingRoom.enter(request.service())) {
            return conclude(request, token, context);
        }
        var more = more(request, request.headers(), token, Optional.of(left));
        return services.exchange(more, context.withDeadline(Deadline.in(left.plus(SLACK))))
                .timeout(left.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS)
                .recover(
                        late ->
                                isOutcome(late)
                                        ? Future.failedFuture(late)
                                        : conclude(request, token, context))
                .onComplete(_ -> waitingRoom.leave(request.service()));
    }

    /** Has the service give, and remember, the answer of now. */
    private Future<RawReply> conclude(RawRequest request, String token, CallContext context) {
        var headers = BusForm.withoutWait(request.headers());
        var more = more(request, headers, token, Optional.empty());
        return services.exchange(more, context.withDeadline(Deadline.in(CONCLUSION)));
    }

    private static RawRequest more(
            RawRequest request, MultiMap headers, String token, Optional<Duration> hold) {
        return new RawRequest(
                request.service(),
                request.endpoint() + "/await",
                true,
                headers,
                Buffer.buffer(token),
                request.nodes(),
                hold);
    }

    /** A refusal found while waiting is the outcome; a fault says nothing about it. */
    private static boolean isOutcome(Throwable failure) {
        return failure instanceof ServiceFailure known && known.reason() == Reason.REFUSED;
    }

    private static boolean isRepeatable(Exchange exchange, Operation operation) {
        return operation.method().equals("GET")
                || (operation.honoursKey()
                        && exchange.request().headers().contains("idempotency-key"));
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
