package dev.souk.cluster.resilience;

/**
 * What a breaker looks like from outside.
 *
 * @param name the service or dependency that it guards, as in {@code catalog} or {@code payments}
 * @param state whether calls pass
 * @param calls how many calls were counted in the window
 * @param faults how many of them were faults
 */
public record BreakerState(String name, State state, long calls, long faults) {

    /** Whether calls pass. */
    public enum State {
        /** All of them. */
        CLOSED,
        /** None: each is refused at once. */
        OPEN,
        /** One, whose outcome decides. */
        HALF_OPEN
    }
}
