package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.discovery.ListeningDirectory;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Node;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A node that calls, with the real {@link BusClient}, and the rules of how it may. */
@NullMarked
final class Caller implements ModelBus.Watch {

    private static final Duration SILENCE_BOUND = Duration.ofSeconds(2);
    private static final Duration DISTRUST = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(150);
    private static final int MOST_SAVED_RETRIES = 200;
    private static final double RETRY_SHARE = 0.1;
    private static final int MOST_SAVED_HEDGES = 100;
    private static final double HEDGE_SHARE = 0.05;
    private static final List<Effect> EFFECTS = List.of(Effect.values());

    private final Ground ground;
    private final Chance chance;
    private final Node node;
    private final ListeningDirectory directory;
    private final BusClient client;
    private final Map<String, Long> heardAt = new HashMap<>();
    private final Map<String, Long> refusedAt = new HashMap<>();
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final Map<Long, Reason> lastFailures = new HashMap<>();
    private final Map<Long, Long> limits = new TreeMap<>();
    private final Counter hedges;
    private long awakeSince;
    private long calls;
    private long retries;
    private long lastFailure;

    Caller(Ground ground, Node node, List<Callee> callees) {
        this.ground = ground;
        this.chance = ground.chance().split();
        this.node = node;
        this.directory = new ListeningDirectory(ground.has(Bug.SILENCE_UNHEARD));
        var vertx = new ModelBus(ground, node, callees, this).vertx();
        var scheduler = ground.scheduler();
        var meters = new SimpleMeterRegistry();
        this.hedges = meters.counter("souk_bus_hedges", "service", Callee.SERVICE);
        this.client =
                new BusClient(
                        new BusClient.Parts(
                                vertx,
                                directory,
                                new Breakers(vertx, scheduler::nanos),
                                meters,
                                scheduler::nanos,
                                chance.split()));
        new Timers(vertx).every(ListeningDirectory.TICK, this::tick);
    }

    Node node() {
        return node;
    }

    ListeningDirectory directory() {
        return directory;
    }

    private Future<Void> tick() {
        directory.tick(ground.scheduler().nanos());
        return Future.succeededFuture();
    }

    /** A node's heartbeat has come. */
    void heard(String nodeId) {
        heardAt.put(nodeId, ground.scheduler().nanos());
        directory.heard(nodeId);
    }

    /** Stands still for a while; what it knows is old when it wakes. */
    void stopFor(Duration time) {
        if (!node.isStopped()) {
            awakeSince = ground.scheduler().nanos() + time.toNanos();
            node.stopFor(time);
        }
    }

    /** The calls that should have ended, and have not. */
    List<Long> overdue() {
        var now = ground.scheduler().nanos();
        return limits.entrySet().stream()
                .filter(entry -> entry.getValue() < now)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** When a call failed last. */
    long lastFailure() {
        return lastFailure;
    }

    /** Makes one call. */
    void call(long number) {
        var effect = chance.of(EFFECTS);
        var time = Duration.ofMillis(chance.between(60, 3_000));
        attempt(number, effect, time, ground.has(Bug.RETRIED_AT_TWO_LAYERS) ? 4 : 1);
    }

    private void attempt(long number, Effect effect, Duration time, int times) {
        calls += attempts.containsKey(number) ? 0 : 1;
        var end = ground.scheduler().nanos() + time.plus(SLACK).toNanos();
        limits.put(number, end);
        client.carry(outbound(number, effect, time))
                .onComplete(
                        done -> {
                            ended(number, done.succeeded(), end);
                            if (done.failed() && effect.isRepeatable() && times > 1) {
                                attempt(number, effect, time, times - 1);
                            }
                        });
    }

    private Outbound outbound(long number, Effect effect, Duration time) {
        var headers =
                MultiMap.caseInsensitiveMultiMap()
                        .set(ModelBus.CALL, Long.toString(number))
                        .set(ModelBus.EFFECT, effect.name());
        return new Outbound(
                Callee.SERVICE,
                ground.has(Bug.COMMAND_REPEATED) ? Effect.QUERY : effect,
                Set.of(),
                headers,
                Buffer.buffer(),
                Deadline.in(time, ground.scheduler()::nanos),
                false);
    }

    private void ended(long number, boolean isWell, long limit) {
        limits.remove(number);
        var now = ground.scheduler().nanos();
        lastFailure = isWell ? lastFailure : now;
        ground.scheduler()
                .insist(now <= limit || !isAwake(), "a call ends by its deadline", number);
    }

    private boolean isAwake() {
        return ground.scheduler().nanos() - awakeSince > SILENCE_BOUND.multipliedBy(2).toNanos();
    }

    @Override
    public void attempted(long call, String nodeId) {
        var made = attempts.merge(call, 1, Integer::sum);
        var last = lastFailures.getOrDefault(call, Reason.UNAVAILABLE);
        retries += made > 1 && !last.isUntouched() ? 1 : 0;
        staysIn(MOST_SAVED_HEDGES + HEDGE_SHARE * calls, hedges.count(), "hedges");
        staysIn(MOST_SAVED_RETRIES + RETRY_SHARE * calls, retries - hedges.count(), "retries");
        isNotSilent(nodeId);
        notMoreThanHalfAreOut();
    }

    private void staysIn(double budget, double spent, String what) {
        ground.scheduler()
                .insist(
                        spent <= budget + 1,
                        what + " stay in their budget",
                        spent + " of " + calls);
    }

    private void isNotSilent(String nodeId) {
        var silence = ground.scheduler().nanos() - heardAt.getOrDefault(nodeId, 0L);
        ground.scheduler()
                .insist(
                        silence <= SILENCE_BOUND.toNanos() || !isAwake(),
                        "a silent node is not chosen after two seconds",
                        nodeId + " " + Duration.ofNanos(silence));
    }

    private void notMoreThanHalfAreOut() {
        var live =
                directory.instances(Callee.SERVICE).stream().filter(this::isTakenForLive).count();
        var candidates =
                client.peers().candidates(outbound(0, Effect.QUERY, SLACK), Set.of()).size();
        ground.scheduler()
                .insist(
                        candidates * 2L >= live,
                        "no more than half are left out",
                        candidates + " of " + live);
    }

    private boolean isTakenForLive(Instance instance) {
        var refused = refusedAt.get(instance.nodeName());
        var isTrusted =
                refused == null || ground.scheduler().nanos() - refused > DISTRUST.toNanos();
        return instance.state() == Instance.State.UP
                && !directory.isSilent(instance.nodeId())
                && isTrusted;
    }

    @Override
    public void failed(long call, Reason reason) {
        lastFailures.put(call, reason);
    }

    @Override
    public void refused(String nodeName) {
        refusedAt.put(nodeName, ground.scheduler().nanos());
    }
}
