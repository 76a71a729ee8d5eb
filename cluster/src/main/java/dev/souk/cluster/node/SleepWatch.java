package dev.souk.cluster.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Notices that this process did not run for a while: it was stopped, or its machine was. It sees
 * only whether its own thread gets to run; a blocked event loop is none of its business.
 */
final class SleepWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SleepWatch.class);
    private static final Duration PERIOD = Duration.ofMillis(250);

    private SleepWatch() {}

    /**
     * Watches until the process ends.
     *
     * @param limit the longest sleep that does no harm
     * @param onOverslept runs after each longer one, on the watch's own thread
     */
    static void start(Duration limit, Runnable onOverslept) {
        Thread.ofVirtual().name("souk-sleep-watch").start(() -> watch(limit, onOverslept));
    }

    private static void watch(Duration limit, Runnable onOverslept) {
        try {
            for (var before = System.nanoTime(); ; before = System.nanoTime()) {
                Thread.sleep(PERIOD);
                var slept = Duration.ofNanos(System.nanoTime() - before);
                if (slept.compareTo(limit) > 0) {
                    LOG.atWarn().addKeyValue("ms", slept.toMillis()).log("this process slept");
                    onOverslept.run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
