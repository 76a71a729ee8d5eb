package dev.souk.cluster.resilience;

import java.time.Duration;

/** A clock that never goes back; only differences of its readings mean anything. */
@FunctionalInterface
public interface NanoClock {

    /** The JVM's own. */
    NanoClock SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment. */
    long nanos();

    /** The time since an earlier reading. */
    default Duration since(long reading) {
        return Duration.ofNanos(nanos() - reading);
    }
}
