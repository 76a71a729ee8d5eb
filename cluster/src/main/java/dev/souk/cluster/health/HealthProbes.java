package dev.souk.cluster.health;

import dev.souk.cluster.health.Health.Status;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs the probes of a node's health: each every 2 s, for 1 s at most. */
public final class HealthProbes {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final long LIMIT_MILLIS = 1_000;

    private final Health health;

    public HealthProbes(Health health) {
        this.health = health;
    }

    /** Begins, until the timers are closed; done after the first round. Never fails. */
    public Future<Void> start(Timers timers) {
        timers.every(PERIOD, this::round);
        return round();
    }

    /** Makes every probe once; done when all have answered or are late. */
    Future<Void> round() {
        var all = health.probes().values().stream().map(this::make).toList();
        return Future.all(all).mapEmpty();
    }

    private Future<Void> make(Health.Probe probe) {
        return begin(probe.work())
                .timeout(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .onSuccess(up -> health.set(probe.name(), Status.UP, probe.required(), ""))
                .recover(away -> down(probe, away));
    }

    private Future<Void> down(Health.Probe probe, Throwable cause) {
        health.set(probe.name(), Status.DOWN, probe.required(), describe(cause));
        return Future.succeededFuture();
    }

    /** Only what was written for people; other messages may hold addresses and more. */
    private static String describe(Throwable cause) {
        return switch (cause) {
            case TimeoutException late -> "no answer within 1 s";
            case ServiceFailure failure -> failure.detail();
            default -> cause.getClass().getSimpleName();
        };
    }

    private static Future<?> begin(Supplier<? extends Future<?>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
