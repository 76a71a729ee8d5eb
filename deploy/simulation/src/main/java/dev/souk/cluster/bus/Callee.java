package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Instance;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Node;

import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A node that is called: answers soon, late, with faults, or hands everything back. */
@NullMarked
final class Callee {

    static final String SERVICE = "parrot";

    /** How it is today. */
    enum Mood {
        WELL,
        SLOW,
        STALLING,
        FLAKY,
        FAULTY,
        SHEDDING,
        DRAINING
    }

    private final Ground ground;
    private final Chance chance;
    private final Node node;
    private final int port;
    private final Map<Long, Integer> begun;
    private Mood mood = Mood.WELL;

    /**
     * @param begun how often each call was begun, at any node
     */
    Callee(Ground ground, int number, Map<Long, Integer> begun) {
        this.ground = ground;
        this.begun = begun;
        this.chance = ground.chance().split();
        this.node = new Node(SERVICE + "-" + number, ground.scheduler());
        this.port = number;
    }

    Node node() {
        return node;
    }

    int port() {
        return port;
    }

    void become(Mood next) {
        ground.scheduler().note(node.name(), "becomes", next);
        mood = next;
    }

    /** How others know this life of it. */
    Instance instance(Instance.State state) {
        return new Instance(
                SERVICE, "1", node.id(), node.name(), "host", port, state, "", Instant.EPOCH);
    }

    /**
     * Takes a call.
     *
     * @param answer told why there is no reply; empty for a reply
     */
    void take(long call, Effect effect, Consumer<Optional<Reason>> answer) {
        switch (mood) {
            case DRAINING -> later(5, () -> answer.accept(Optional.of(Reason.DRAINING)));
            case SHEDDING -> later(5, () -> answer.accept(Optional.of(Reason.OVERLOADED)));
            case WELL, SLOW, STALLING, FLAKY, FAULTY -> begin(call, effect, answer);
        }
    }

    private void begin(long call, Effect effect, Consumer<Optional<Reason>> answer) {
        var times = begun.merge(call, 1, Integer::sum);
        ground.scheduler()
                .insist(effect.isRepeatable() || times == 1, "a command is begun once", call);
        var isFault = chance.perMille(faults());
        var reason = chance.of(List.of(Reason.UNAVAILABLE, Reason.INTERNAL));
        later(
                isSlow() ? 2_500 : 20,
                () -> answer.accept(isFault ? Optional.of(reason) : Optional.empty()));
    }

    /**
     * Whether this call is; a node that stalls keeps too few beyond their time to open a breaker.
     */
    private boolean isSlow() {
        return mood == Mood.SLOW || (mood == Mood.STALLING && chance.perMille(700));
    }

    /** How many of a thousand calls fail; flaky is less than what opens a breaker. */
    private int faults() {
        return switch (mood) {
            case WELL, SLOW, STALLING, SHEDDING, DRAINING -> 0;
            case FLAKY -> 400;
            case FAULTY -> 800;
        };
    }

    private void later(int mostMillis, Runnable action) {
        node.after(chance.between(Duration.ZERO, Duration.ofMillis(mostMillis)), "answer", action);
    }
}
