package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.Backoff;
import dev.souk.cluster.resilience.RetryBudget;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides whether a failed attempt is made again, and after which pause. Pure but for the budget.
 *
 * <p>What a node surely did not begin goes to another whatever it is, and costs nothing: a node
 * that leaves hands its work on. A fault is repeated only where a second delivery does no harm,
 * three times at most, inside the budget, while time is left. A defect is not repeated: it would be
 * one at the next node too.
 */
final class Attempts {

    private static final int MOST_FAULTS = 3;
    private static final int MOST_SHED = 2;
    private static final int MOST_DRAINING = 8;
    private static final Duration LEAST_LEFT = Duration.ofMillis(5);
    private static final Backoff PAUSES =
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(100));

    private final RetryBudget budget;
    private final RandomGenerator random;

    Attempts(RetryBudget budget, RandomGenerator random) {
        this.budget = budget;
        this.random = random;
    }

    /**
     * The pause before the next attempt; empty if there is none.
     *
     * @param made how many were made, from 1
     * @param others whether another node could take it
     */
    Optional<Duration> next(Outbound call, ServiceFailure failure, int made, boolean others) {
        if (!others || call.deadline().left().compareTo(LEAST_LEFT) < 0) {
            return Optional.empty();
        }
        return switch (failure.reason()) {
            case DRAINING -> made < MOST_DRAINING ? Optional.of(Duration.ZERO) : Optional.empty();
            case OVERLOADED -> made < MOST_SHED ? Optional.of(Duration.ZERO) : Optional.empty();
            case UNAVAILABLE -> repeat(call, made);
            case INVALID,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TIMEOUT,
                    CONFLICT,
                    GONE,
                    STALE,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    REFUSED,
                    PRECONDITION_REQUIRED,
                    QUOTA,
                    DEADLINE_EXCEEDED,
                    INTERNAL ->
                    Optional.empty();
        };
    }

    private Optional<Duration> repeat(Outbound call, int made) {
        if (!call.effect().isRepeatable() || made >= MOST_FAULTS || !budget.spend()) {
            return Optional.empty();
        }
        var pause = PAUSES.pause(made, random);
        return Optional.of(pause.compareTo(call.deadline().left()) < 0 ? pause : Duration.ZERO);
    }

    /** What the caller is told when the last attempt ended so: its words, not the bus' own. */
    static ServiceFailure last(ServiceFailure failure) {
        return failure.reason() == Reason.DRAINING
                ? ServiceFailure.unavailable(failure.detail(), Duration.ofSeconds(1))
                : failure;
    }
}
