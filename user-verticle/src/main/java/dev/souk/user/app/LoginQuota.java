package dev.souk.user.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Counts failed logins, per account, per network and per both. An attempt is charged before its
 * password is looked at and given back where it was right, so that attempts at the same time cannot
 * outrun the count. One whose password could not be looked at is given back too: it told nobody
 * anything, and a shop under load must not lock its customers out for it.
 */
public interface LoginQuota {

    /**
     * Who tries.
     *
     * @param account what accounts are told apart by; of an unknown one too
     * @param network where the attempt comes from
     */
    record Attempt(String account, String network) {}

    /** Whether an attempt may go on. */
    sealed interface Verdict {

        /** It may. */
        record Allowed() implements Verdict {}

        /** Too many failed before; the next may come after a while. */
        record TooMany(Duration retryAfter) implements Verdict {}
    }

    /** Charges an attempt; while the counters are away every attempt is allowed. */
    Future<Verdict> charge(Attempt attempt);

    /** Takes back the charge of an attempt; a failure to do so is no failure. */
    Future<Void> giveBack(Attempt attempt);

    /**
     * Looks at a password where the attempt may be made; only a wrong one stays charged. Fails with
     * {@code too-many-attempts} and as the look fails.
     *
     * @param look whose password it is; empty where it is wrong
     */
    default <T> Future<Optional<T>> attempt(Attempt attempt, Supplier<Future<Optional<T>>> look) {
        return charge(attempt)
                .compose(LoginQuota::refuseTooMany)
                .compose(
                        allowed ->
                                look.get()
                                        .compose(
                                                found -> settle(attempt, found),
                                                failure -> settle(attempt, failure)));
    }

    private <T> Future<Optional<T>> settle(Attempt attempt, Optional<T> found) {
        return found.isPresent() ? giveBack(attempt).map(found) : Future.succeededFuture(found);
    }

    private <T> Future<T> settle(Attempt attempt, Throwable failure) {
        return giveBack(attempt).compose(back -> Future.failedFuture(failure));
    }

    private static Future<Void> refuseTooMany(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Allowed() -> Future.succeededFuture();
            case Verdict.TooMany(var wait) ->
                    Future.failedFuture(
                            ServiceFailure.of(
                                            Reason.QUOTA,
                                            "too-many-attempts",
                                            "Too many logins failed; try again later")
                                    .retryAfter(wait));
        };
    }
}
