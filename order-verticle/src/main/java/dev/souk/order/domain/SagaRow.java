package dev.souk.order.domain;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * A row of the saga's table.
 *
 * @param then what follows when the step went well
 * @param undoneBy what takes the step back when the order is called off; null where nothing must
 * @param within how long one attempt may take
 * @param firstPause how long to wait before the second attempt; doubled for each one after
 * @param longestPause the most that an attempt is waited for
 */
public record SagaRow(
        SagaStep step,
        SagaStep then,
        @Nullable SagaStep undoneBy,
        Duration within,
        Duration firstPause,
        Duration longestPause) {

    private static final int MOST_DOUBLINGS = 16;

    /** How long to wait after so many attempts, without jitter. */
    public Duration pauseAfter(int attempts) {
        var doublings = Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS);
        var pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
