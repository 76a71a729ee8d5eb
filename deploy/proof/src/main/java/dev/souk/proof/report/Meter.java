package dev.souk.proof.report;

import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Recorder;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts what ends, for the live line. An order counts once, however often it was asked for. Safe
 * for use by several threads.
 */
public final class Meter implements Recorder.Listener {

    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Interval> interval = new AtomicReference<>(new Interval());

    /** What ended since the last look. */
    static final class Interval {

        private final Latencies latencies = new Latencies();
        private long ok;
        private long refused;
        private long unknown;

        synchronized void add(long micros, Outcome outcome) {
            latencies.add(micros);
            switch (outcome) {
                case OK -> ok++;
                case REFUSED -> refused++;
                case UNKNOWN -> unknown++;
            }
        }

        synchronized String text(double seconds) {
            return "%4.0f/s ok %4.0f/s refused %3.0f/s unknown   p50 %5.0f ms   p99 %5.0f ms"
                    .formatted(
                            ok / seconds,
                            refused / seconds,
                            unknown / seconds,
                            latencies.millis(0.5),
                            latencies.millis(0.99));
        }
    }

    @Override
    public void ended(String call, long micros, Outcome outcome, Map<String, ?> told) {
        interval.get().add(micros, outcome);
        if (call.equals("place") && outcome == Outcome.OK) {
            orders.add(String.valueOf(told.get("orderId")));
        }
    }

    /** One line about the time since the last. */
    public String line(double seconds) {
        var last = interval.getAndSet(new Interval());
        return last.text(seconds) + "   %6d orders acknowledged".formatted(orders.size());
    }
}
