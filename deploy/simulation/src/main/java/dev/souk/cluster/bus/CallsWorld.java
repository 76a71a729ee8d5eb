package dev.souk.cluster.bus;

import dev.souk.cluster.bus.Callee.Mood;
import dev.souk.cluster.discovery.Instance;
import dev.souk.simulation.Ground;
import dev.souk.simulation.World;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Faults;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Violation;
import dev.souk.simulation.engine.Weather;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls from one node to the nodes of a service that come, go, fall silent, and answer late or not
 * well: the real bus client over a model of the event bus. It stands in its package since how a
 * peer is chosen is nobody else's business.
 */
@NullMarked
public final class CallsWorld implements World {

    private static final Duration HEARTBEAT = Duration.ofMillis(500);
    private static final Duration HEALING = Duration.ofSeconds(25);
    private static final Duration HEALED_PAUSE = Duration.ofMillis(50);
    private static final Duration WELL = Duration.ofSeconds(5);

    private final Ground ground;
    private final Chance chance;
    private final List<Callee> callees = new ArrayList<>();
    private final Caller caller;
    private final Faults faults;
    private final Duration storm;
    private final Duration pause;
    private final Map<Long, Integer> begun = new HashMap<>();

    /** Whether many calls meet nodes of which each is a little unwell, and nothing else happens. */
    private final boolean isRush;

    private long calls;
    private long healedAt = Long.MAX_VALUE;

    public CallsWorld(Ground ground) {
        this.ground = ground;
        this.chance = ground.chance();
        caller = new Caller(ground, new Node("caller", ground.scheduler()), callees);
        faults = new Faults(chance.split());
        isRush = chance.perMille(200);
        storm =
                isRush
                        ? Duration.ofSeconds(6)
                        : chance.between(Duration.ofSeconds(10), Duration.ofSeconds(30));
        pause = Duration.ofMillis(isRush ? 2 : chance.between(5, 60));
    }

    @Override
    public void begin() {
        for (var i = chance.between(1, 6); i > 0; i--) {
            var callee = new Callee(ground, i, begun);
            callees.add(callee);
            appear(callee);
        }
        ground.network().become(weather());
        if (isRush) {
            var mood = chance.of(List.of(Mood.FLAKY, Mood.STALLING));
            callees.forEach(callee -> callee.become(mood));
        } else {
            addFaults();
        }
        caller.node().after(pause, "call", this::call);
    }

    /** A connection of the bus neither doubles nor reorders. */
    private Weather weather() {
        return new Weather(
                chance.between(0, 10),
                0,
                chance.between(0, 20),
                Duration.ofMillis(5),
                Duration.ofMillis(500));
    }

    private void addFaults() {
        faults.add(3, () -> crash(chance.of(callees)));
        faults.add(2, () -> chance.of(callees).node().stopFor(aWhile()));
        faults.add(2, () -> drain(chance.of(callees)));
        faults.add(4, () -> chance.of(callees).become(chance.of(List.of(Mood.values()))));
        faults.add(4, () -> chance.of(callees).become(Mood.WELL));
        faults.add(1, () -> caller.stopFor(aWhile()));
        faults.add(1, () -> cut(chance.of(callees)));
        faults.add(1, () -> ground.network().become(weather()));
    }

    private Duration aWhile() {
        return chance.between(Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    private void call() {
        caller.call(++calls);
        caller.node().after(isHealed() ? HEALED_PAUSE : pause, "call", this::call);
    }

    private boolean isHealed() {
        return healedAt != Long.MAX_VALUE;
    }

    private void appear(Callee callee) {
        if (!callee.node().isUp()) {
            callee.node().start();
        }
        callee.become(Mood.WELL);
        var instance = callee.instance(Instance.State.UP);
        var life = callee.node().life();
        later(Duration.ofMillis(chance.between(0, 500)), () -> appeared(callee, life, instance));
        callee.node().after(Duration.ofMillis(1), "heartbeat", () -> beat(callee));
    }

    private void appeared(Callee callee, int life, Instance instance) {
        if (callee.node().life() == life) {
            caller.directory().put(instance);
        }
    }

    private void beat(Callee callee) {
        var id = callee.node().id();
        ground.network().send(callee.node(), caller.node(), "heartbeat", () -> caller.heard(id));
        callee.node().after(HEARTBEAT, "heartbeat", () -> beat(callee));
    }

    /** The cluster notices by a closed connection, or after a while. */
    private void crash(Callee callee) {
        if (callee.node().isUp()) {
            var id = callee.node().id();
            callee.node().crash();
            later(aWhile(), () -> caller.directory().remove(id));
            later(aWhile(), () -> startIfDown(callee));
        }
    }

    private void startIfDown(Callee callee) {
        if (!callee.node().isUp()) {
            appear(callee);
        }
    }

    private void drain(Callee callee) {
        if (callee.node().isUp() && !callee.node().isStopped()) {
            callee.become(Mood.DRAINING);
            caller.directory().put(callee.instance(Instance.State.DRAINING));
            var life = callee.node().life();
            later(aWhile(), () -> left(callee, life));
        }
    }

    private void left(Callee callee, int life) {
        if (callee.node().life() == life) {
            crash(callee);
        }
    }

    private void cut(Callee callee) {
        ground.network().cut(caller.node(), callee.node());
        later(aWhile(), ground.network()::mend);
    }

    private void later(Duration time, Runnable action) {
        ground.scheduler().after(time, "world", "change", action);
    }

    @Override
    public Duration storm() {
        return storm;
    }

    @Override
    public void heal() {
        faults.end();
        ground.network().mend();
        ground.network().become(Weather.calm());
        callees.forEach(callee -> callee.become(Mood.WELL));
        healedAt = ground.scheduler().nanos();
    }

    @Override
    public void check() {
        if (!isRush) {
            faults.mayStrike();
        }
    }

    @Override
    public boolean isQuiet() {
        return ground.scheduler().nanos() - healedAt > HEALING.toNanos();
    }

    @Override
    public void verify() {
        var sinceFailure = ground.scheduler().nanos() - caller.lastFailure();
        Violation.unless(
                sinceFailure > WELL.toNanos(),
                "calls succeed again after all is well",
                Duration.ofNanos(sinceFailure));
        Violation.unless(caller.overdue().isEmpty(), "every call ends", caller.overdue());
    }

    @Override
    public String toString() {
        return calls + " calls, overdue " + caller.overdue();
    }
}
