package dev.souk.gateway.http;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.web.BusForm;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for the end of work that a service has begun for a request, and that is durable there. */
final class Awaiting {

    private static final Duration LEAST_WAIT = Duration.ofMillis(10);

    /** Small, since the service takes its wait from the deadline: it would make the wait longer. */
    private static final Duration SLACK = Duration.ofMillis(250);

    /** With the slack, the three seconds after the wait that the answer may take. */
    private static final Duration CONCLUSION = Duration.ofSeconds(3).minus(SLACK);

    private final ServiceClient services;
    private final WaitingRoom room;

    Awaiting(ServiceClient services, WaitingRoom room) {
        this.services = services;
        this.room = room;
    }

    /** Who would wait longer for the end of the work also waits so long for its beginning. */
    static CallContext patient(CallContext context, Deadline wait) {
        return wait.left().compareTo(context.deadline().left()) > 0
                ? context.withDeadline(wait)
                : context;
    }

    /**
     * The final reply, or the one of now where the wait is over before. The first reply only says
     * what to ask for; it is no answer, since the service doesn't know that it was given, and would
     * give another to an equal request. The node that gave it is asked first: it does the work, and
     * knows at once when it is done.
     */
    Future<RawReply> end(RawReply first, RawRequest request, CallContext context, Deadline wait) {
        var token = first.headers().get(BusForm.WAIT_FOR);
        if (token == null) {
            return Future.succeededFuture(first);
        }
        if (wait.left().compareTo(LEAST_WAIT) < 0 || !room.enter(request.service())) {
            return conclude(request, token, context);
        }
        return hold(request, Set.of(first.nodeId()), token, context, wait)
                .recover(
                        lost ->
                                unlessOutcome(
                                        lost,
                                        () -> hold(request, request.nodes(), token, context, wait)))
                .recover(late -> unlessOutcome(late, () -> conclude(request, token, context)))
                .onComplete(_ -> room.leave(request.service()));
    }

    private Future<RawReply> hold(
            RawRequest request,
            Set<String> nodes,
            String token,
            CallContext context,
            Deadline wait) {
        var left = wait.left();
        if (left.compareTo(LEAST_WAIT) < 0) {
            return Future.failedFuture(
                    ServiceFailure.of(Reason.DEADLINE_EXCEEDED, "The wait is over"));
        }
        var more = more(request, nodes, request.headers(), token, Optional.of(left));
        return services.exchange(more, context.withDeadline(Deadline.in(left.plus(SLACK))))
                .timeout(left.plus(SLACK).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has the service give, and remember, the answer of now. */
    private Future<RawReply> conclude(RawRequest request, String token, CallContext context) {
        var headers = BusForm.withoutWait(request.headers());
        var more = more(request, request.nodes(), headers, token, Optional.empty());
        return services.exchange(more, context.withDeadline(Deadline.in(CONCLUSION)));
    }

    private static RawRequest more(
            RawRequest request,
            Set<String> nodes,
            MultiMap headers,
            String token,
            Optional<Duration> hold) {
        return new RawRequest(
                request.service(),
                request.endpoint() + "/await",
                Effect.IDEMPOTENT,
                headers,
                Buffer.buffer(token),
                nodes,
                hold);
    }

    /** A refusal found while waiting is the outcome; a fault says nothing about it. */
    private static Future<RawReply> unlessOutcome(
            Throwable failure, Supplier<Future<RawReply>> next) {
        var refused = failure instanceof ServiceFailure known && known.reason() == Reason.REFUSED;
        return refused ? Future.failedFuture(failure) : next.get();
    }
}
