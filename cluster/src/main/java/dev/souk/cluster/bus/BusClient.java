package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.resilience.Breaker;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.resilience.RetryBudget;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.contract.Reason;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The calling side of one node; its services share it, each under its own name.
 *
 * <p>Vert.x doesn't fail a request whose callee dies, so this keeps account of what is in flight to
 * each node, and fails it when the node leaves, falls silent or refuses a connection.
 */
public final class BusClient {

    private static final int MOST_IN_FLIGHT = 4_096;
    private static final int MOST_SAVED_RETRIES = 200;
    private static final double RETRY_SHARE = 0.1;
    private static final int MOST_SAVED_HEDGES = 100;
    private static final double HEDGE_SHARE = 0.05;
    private static final Duration NO_TIME = Duration.ofMillis(50);

    /**
     * What it is made of.
     *
     * @param random must be safe for use by several threads
     */
    public record Parts(
            Vertx vertx,
            Directory directory,
            Breakers breakers,
            MeterRegistry meters,
            NanoClock clock,
            RandomGenerator random) {}

    private final Parts parts;
    private final Peers peers;
    private final RetryBudget budget = new RetryBudget(RETRY_SHARE, MOST_SAVED_RETRIES);
    private final RetryBudget hedges = new RetryBudget(HEDGE_SHARE, MOST_SAVED_HEDGES);
    private final Attempts attempts;
    private final BusMeters meters;
    private final PeerWatch watch;
    private final Map<String, Breaker> breakers = new ConcurrentHashMap<>();

    public BusClient(Parts parts) {
        this.parts = parts;
        this.peers = new Peers(parts.directory, parts.clock, parts.random);
        this.attempts = new Attempts(budget, parts.random);
        this.meters = new BusMeters(parts.meters, this::inFlight);
        this.watch = new PeerWatch(parts.vertx, parts.directory, peers, this);
    }

    /** Calls in the name of the service whose tokens these are. */
    public ServiceClient as(ServiceTokens identity) {
        return new BoundClient(this, identity);
    }

    /** How many calls wait for an answer now. */
    public int inFlight() {
        var sum = 0;
        for (var peer : peers.all()) {
            sum += peer.inFlight();
        }
        return sum;
    }

    /** Fails what is in flight and stops watching the nodes. Idempotent. */
    public Future<Void> close() {
        watch.close();
        peers.all().forEach(peer -> peer.failAll(Replies.lost()));
        return Future.succeededFuture();
    }

    /** Carries a call to its end. */
    Future<RawReply> carry(Outbound call) {
        if (call.deadline().isOver()) {
            return Future.failedFuture(Replies.late());
        }
        var breaker = breaker(call.service());
        var candidates = peers.candidates(call, Set.of());
        if (candidates.isEmpty()) {
            return nobody(call, breaker);
        }
        if (inFlight() >= MOST_IN_FLIGHT) {
            return Future.failedFuture(Replies.full());
        }
        budget.earn();
        hedges.earn();
        var begun = parts.clock.nanos();
        var says = !call.held() && call.deadline().left().compareTo(NO_TIME) >= 0;
        var outcome =
                says
                        ? breaker.guard(() -> run(call, candidates))
                        : breaker.pass(() -> run(call, candidates));
        return outcome.andThen(done -> meters.ended(call, done, parts.clock.since(begun)));
    }

    /** That the nodes which the call may go to are away says nothing about the others. */
    private Future<RawReply> nobody(Outbound call, Breaker breaker) {
        if (!peers.anyLive(call.service())) {
            breaker.open();
        }
        return Future.failedFuture(Replies.nobody(call.service()));
    }

    private Future<RawReply> run(Outbound call, List<Peer> candidates) {
        return new Exchange(this, parts.vertx, call).run(candidates);
    }

    /** The breaker of a service, which tries only while a node of it lives. */
    Breaker breaker(String service) {
        return breakers.computeIfAbsent(service, this::newBreaker);
    }

    private Breaker newBreaker(String service) {
        var breaker = parts.breakers.of(service);
        breaker.tryOnlyWhile(() -> peers.anyLive(service));
        return breaker;
    }

    Iterable<Breaker> breakers() {
        return breakers.values();
    }

    Peers peers() {
        return peers;
    }

    Attempts attempts() {
        return attempts;
    }

    NanoClock clock() {
        return parts.clock;
    }

    /** Takes the outcome of one attempt. */
    void attempted(PendingCall attempt, Peer peer, AsyncResult<RawReply> done) {
        if (attempt.held()) {
            return;
        }
        var reason =
                done.failed()
                        ? Replies.translate(done.cause()).reason()
                        : done.result().isFault() ? Reason.INTERNAL : null;
        peers.note(peer, reason != null && reason.isFault());
        // A node that refuses at once is not fast, and must not draw more calls by it; one that let
        // the time pass was as slow as that.
        if (reason == null
                || reason == Reason.DEADLINE_EXCEEDED
                || !(reason.isFault() || reason.isUntouched())) {
            peer.sample(attempt);
        }
    }

    /** Whether a second node may be asked as well, which is noted. */
    boolean mayHedge(Outbound call) {
        var may = hedges.spend();
        if (may) {
            meters.hedged(call);
        }
        return may;
    }

    /** Notes that one more attempt follows. */
    void retried(Outbound call) {
        meters.retried(call);
    }
}
