package dev.souk.user.app;

import io.vertx.core.Future;

import java.time.Duration;

/**
 * Counts failed logins, per account, per network and per both. An attempt is charged before its
 * password is looked at and given back where it was right, so that attempts at the same time cannot
 * outrun the count.
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

    /** Takes back the charge of an attempt that succeeded; a failure to do so is no failure. */
    Future<Void> giveBack(Attempt attempt);
}
