package dev.souk.cluster.resilience;

import java.time.Duration;

/** A clock that a test moves. */
public final class HandClock implements NanoClock {

    private long nanos = 1_000_000_000L;

    @Override
    public long nanos() {
        return nanos;
    }

    public void pass(Duration time) {
        nanos += time.toNanos();
    }

    public void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }
}
