package dev.souk.cluster.node;

import dev.souk.cluster.config.LiveFile;
import dev.souk.cluster.telemetry.Logging;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A process' place in the cluster through all of its lives. One that slept for longer than the
 * cluster waits is taken for evicted without being told. Starting, rebuilding and leaving happen
 * one after the other on a thread of its own, which may block.
 */
final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration LIVE_FILE_PERIOD = Duration.ofSeconds(1);
    private static final int FIRST_PAUSE_MILLIS = 500;
    private static final int LONGEST_PAUSE_MILLIS = 10_000;

    private final NodePlan plan;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("souk-node").factory());
    private volatile @Nullable Life life;
    private volatile boolean leaving;

    Node(NodePlan plan) {
        this.plan = plan;
    }

    /**
     * Begins the first life; returns when the node is ready.
     *
     * @throws StartException if it can't be
     */
    void start() {
        watchLiveFile();
        var wanted = plan.settings().get(NodeConfig.MANAGEMENT_PORT);
        life = begin(wanted);
        SleepWatch.start(HazelcastSetup.LONGEST_SILENCE, this::evicted);
    }

    /** Two nodes that start at once may found two clusters, of which one loses its members. */
    private Life begin(int managementPort) {
        while (true) {
            try {
                return Life.begin(plan, managementPort, this::evicted);
            } catch (EvictedException early) {
                LOG.atWarn().addKeyValue("problem", early.getMessage()).log("starting again");
            }
        }
    }

    /** The present life's id in the cluster; empty between two lives. */
    String nodeId() {
        var now = life;
        return now == null ? "" : now.nodeId();
    }

    int managementPort() {
        var now = life;
        return now == null ? 0 : now.managementPort();
    }

    @Nullable Life life() {
        return life;
    }

    /**
     * Leaves so that no caller notices; asked again, goes on faster.
     *
     * @param done runs at the end, on a thread of the node's
     */
    void leave(Runnable done) {
        var now = life;
        if (leaving) {
            if (now != null) {
                now.hurry();
            }
            return;
        }
        leaving = true;
        if (now == null) {
            // Between two lives nothing is under way, and a join may take its time.
            Thread.ofPlatform().name("souk-leave").start(done);
            return;
        }
        thread.execute(
                () -> {
                    var last = life;
                    if (last != null) {
                        last.drain(plan.settings().get(NodeConfig.DRAIN_LIMIT));
                    }
                    thread.shutdown();
                    done.run();
                });
    }

    private void evicted() {
        var ended = life;
        if (ended != null && !leaving) {
            thread.execute(() -> rebuild(ended));
        }
    }

    /** Ends a life that the cluster has given up, and begins another; tries until it succeeds. */
    private void rebuild(Life ended) {
        if (life != ended || leaving) {
            return;
        }
        LOG.atWarn().addKeyValue("nodeId", ended.nodeId()).log("rebuilding this node");
        var port = ended.managementPort();
        life = null;
        ended.abandon();
        for (var pause = FIRST_PAUSE_MILLIS; life == null && !leaving; pause = longer(pause)) {
            try {
                var next = begin(port);
                life = next;
                LOG.atInfo().addKeyValue("nodeId", next.nodeId()).log("rebuilt");
            } catch (StartException e) {
                LOG.atWarn().addKeyValue("problem", e.getMessage()).log("not rebuilt yet");
                sleep(pause);
            }
        }
    }

    private static int longer(int pause) {
        return Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watchLiveFile() {
        var settings = plan.settings();
        var level = settings.live(NodeConfig.LOG_LEVEL);
        settings.liveValues().onChange(() -> Logging.level(level.get()));
        settings.find(NodeConfig.LIVE_FILE)
                .map(path -> new LiveFile(Path.of(path), settings.liveValues()))
                .ifPresent(this::watch);
    }

    private void watch(LiveFile file) {
        file.refresh();
        var _ =
                thread.scheduleWithFixedDelay(
                        file::refresh,
                        LIVE_FILE_PERIOD.toMillis(),
                        LIVE_FILE_PERIOD.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** The thread on which it lives, for tests. */
    ExecutorService thread() {
        return thread;
    }
}
