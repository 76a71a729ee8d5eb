package dev.souk.cluster.time;

/** A piece of planned work. */
public interface TimerHandle {

    /** Plans no further tick; one under way ends undisturbed. Idempotent. */
    void cancel();
}
