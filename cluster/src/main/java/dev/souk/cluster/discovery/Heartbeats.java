package dev.souk.cluster.discovery;

import dev.souk.cluster.discovery.Instance.State;
import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.tracing.TracingPolicy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The signs of life that the nodes send each other, and what follows from them. Used on one event
 * loop; whether a node is silent may be asked on any thread.
 */
final class Heartbeats {

    private static final String ADDRESS = "souk.heartbeat";
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofMillis(1_500);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final DeliveryOptions UNTRACED =
            new DeliveryOptions().setTracingPolicy(TracingPolicy.IGNORE);

    private final ClusterDirectory.Parts parts;
    private final Runnable onNews;
    private final SilenceDetector silence = new SilenceDetector(SILENCE, TICK);
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Boolean> silent = new HashMap<>();
    private State own = State.UP;
    private @Nullable MessageConsumer<Buffer> consumer;

    /**
     * @param onNews runs when a node changes its state, falls silent, or is heard again
     */
    Heartbeats(ClusterDirectory.Parts parts, Runnable onNews) {
        this.parts = parts;
        this.onNews = onNews;
    }

    /** Done when the cluster knows that this node listens. */
    Future<Void> listen() {
        silence.tick(parts.nanos().getAsLong());
        silence.heard(parts.nodeId());
        MessageConsumer<Buffer> listening = parts.vertx().eventBus().consumer(ADDRESS, this::heard);
        consumer = listening;
        return listening.completion();
    }

    void start(Timers timers) {
        send();
        timers.every(
                PERIOD,
                () -> {
                    send();
                    return Future.succeededFuture();
                });
        timers.every(
                TICK,
                () -> {
                    tick();
                    return Future.succeededFuture();
                });
    }

    /** Says at once, and from now on, that this node is leaving. */
    void drain() {
        own = State.DRAINING;
        send();
    }

    boolean isSilent(String nodeId) {
        return silence.isSilent(nodeId);
    }

    /** Whether the node's last sign of life said that it is leaving. */
    boolean isDraining(String nodeId) {
        return states.get(nodeId) == State.DRAINING;
    }

    /** Forgets the nodes that are gone. */
    void retain(Set<String> members) {
        silence.retain(members);
        states.keySet().retainAll(members);
        silent.keySet().retainAll(members);
    }

    Future<Void> close() {
        var listening = consumer;
        return listening == null ? Future.succeededFuture() : listening.unregister();
    }

    private void send() {
        var beat = new Heartbeat(parts.nodeId(), own, parts.inFlight().getAsInt());
        parts.vertx().eventBus().publish(ADDRESS, beat.encode(), UNTRACED);
    }

    private void heard(Message<Buffer> message) {
        Heartbeat.decode(message.body()).ifPresent(this::note);
    }

    private void note(Heartbeat beat) {
        silence.heard(beat.nodeId());
        var wasSilent = !Boolean.FALSE.equals(silent.put(beat.nodeId(), false));
        if (states.put(beat.nodeId(), beat.state()) != beat.state() || wasSilent) {
            onNews.run();
        }
    }

    private void tick() {
        silence.tick(parts.nanos().getAsLong());
        var changed = false;
        for (var node : silent.entrySet()) {
            var now = silence.isSilent(node.getKey());
            changed |= node.getValue() != now;
            node.setValue(now);
        }
        if (changed) {
            onNews.run();
        }
    }
}
