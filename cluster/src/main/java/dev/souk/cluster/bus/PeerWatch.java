package dev.souk.cluster.bus;

import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.resilience.Breaker;
import dev.souk.cluster.resilience.BreakerState;
import dev.souk.cluster.time.TimerHandle;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after the nodes that are called: fails what waits for one that is lost, knocks at one that
 * leaves its callers waiting, and tries a breaker that nobody tries.
 *
 * <p>The knock tells a dead process from a slow one: its kernel refuses the connection at once,
 * seconds before the cluster has noticed, while a process that is merely busy lets it in.
 */
final class PeerWatch {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration SUSPICIOUS = Duration.ofMillis(300);
    private static final Duration KNOCK_PAUSE = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PING_LIMIT = Duration.ofMillis(500);

    private final Peers peers;
    private final BusClient client;
    private final Timers timers;
    private final TimerHandle ticks;
    private final NetClient knocker;
    private final Runnable unlisten;
    private final Map<String, Long> knocked = new ConcurrentHashMap<>();

    PeerWatch(Vertx vertx, Directory directory, Peers peers, BusClient client) {
        this.peers = peers;
        this.client = client;
        this.timers = new Timers(vertx);
        var limit = (int) KNOCK_PAUSE.toMillis();
        this.knocker = vertx.createNetClient(new NetClientOptions().setConnectTimeout(limit));
        this.unlisten = directory.onChange(this::changed);
        this.ticks = timers.every(PERIOD, this::look);
    }

    void close() {
        ticks.cancel();
        timers.close();
        unlisten.run();
        knocker.close().onFailure(gone -> {});
    }

    private void changed() {
        peers.failLost();
        for (var breaker : client.breakers()) {
            if (!peers.anyLive(breaker.name())) {
                breaker.open();
            }
        }
    }

    private Future<?> look() {
        changed();
        for (var peer : peers.all()) {
            if (peer.silence().compareTo(SUSPICIOUS) > 0 && mayKnock(peer.nodeId())) {
                peers.instance(peer).ifPresent(this::knock);
            }
        }
        for (var breaker : client.breakers()) {
            if (isForgotten(breaker)) {
                ping(breaker).onFailure(unwell -> {});
            }
        }
        return Future.succeededFuture();
    }

    private boolean mayKnock(String nodeId) {
        var now = client.clock().nanos();
        var last = knocked.get(nodeId);
        if (last != null && now - last < KNOCK_PAUSE.toNanos()) {
            return false;
        }
        knocked.put(nodeId, now);
        return true;
    }

    private void knock(Instance instance) {
        knocker.connect(instance.port(), instance.host())
                .onSuccess(socket -> socket.close().onFailure(gone -> {}))
                .onFailure(cause -> refused(instance.nodeId(), cause));
    }

    private void refused(String nodeId, Throwable cause) {
        var timedOut = cause instanceof io.netty.channel.ConnectTimeoutException;
        if (cause instanceof ConnectException && !timedOut) {
            peers.distrust(nodeId);
            peers.all().stream()
                    .filter(peer -> peer.nodeId().equals(nodeId))
                    .forEach(peer -> peer.failAll(Replies.lost()));
        }
    }

    /** Whether the breaker waits for a call that nobody makes. */
    private boolean isForgotten(Breaker breaker) {
        return breaker.state() == BreakerState.State.HALF_OPEN
                && breaker.unchanged().compareTo(IDLE) > 0;
    }

    private Future<RawReply> ping(Breaker breaker) {
        var headers = MultiMap.caseInsensitiveMultiMap().set(Wire.ENDPOINT, Wire.PING);
        return client.carry(
                new Outbound(
                        breaker.name(),
                        Effect.COMMAND,
                        Set.of(),
                        headers,
                        Buffer.buffer(),
                        Deadline.in(PING_LIMIT),
                        false));
    }
}
