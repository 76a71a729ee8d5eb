package dev.souk.cluster.resilience;

import dev.souk.contract.ServiceFailure;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One circuit breaker: opens when more than half of at least ten calls of the last ten seconds were
 * faults, lets one call try after a second, and closes when that succeeds. Safe for use by several
 * threads.
 *
 * <p>The states are those of the Vert.x breaker. That one can count faults but not their share, so
 * it is never left to open by its own count; and it would replace a result that is a fault by a
 * failure without a cause, so such a result passes it as a {@link FaultyResult}.
 */
public final class Breaker {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int LEAST_CALLS = 10;
    private static final double SHARE = 0.5;
    private static final Duration RESET = Duration.ofSeconds(1);

    private final String name;
    private final CircuitBreaker circuit;
    private final FaultWindow window;
    private final NanoClock clock;
    private volatile BooleanSupplier mayTry = () -> true;
    private volatile long changed;

    Breaker(String name, Vertx vertx, NanoClock clock) {
        this.name = name;
        this.clock = clock;
        this.window = new FaultWindow(clock, WINDOW, LEAST_CALLS, SHARE);
        this.changed = clock.nanos();
        this.circuit = CircuitBreaker.create(name, vertx, options());
        circuit.failurePolicy(done -> done.failed() && isFault(done.cause()))
                .openHandler(nothing -> changed = clock.nanos())
                .halfOpenHandler(nothing -> halfOpened())
                .closeHandler(nothing -> closed());
    }

    /** Runs the work unless the breaker is open; see {@link Breakers#guard}. */
    public <T> Future<T> guard(Supplier<Future<T>> work) {
        return switch (state()) {
            case CLOSED -> counted(work);
            case OPEN -> Future.failedFuture(refused());
            case HALF_OPEN -> tried(work);
        };
    }

    /**
     * Runs the work unless the breaker is open, and counts nothing: for work whose end says nothing
     * about the callee, because it is held back on purpose or because its caller has no time.
     */
    public <T> Future<T> pass(Supplier<Future<T>> work) {
        return state() == BreakerState.State.OPEN ? Future.failedFuture(refused()) : work.get();
    }

    /** Opens the breaker whatever the counts say, because nothing could answer. */
    public void open() {
        if (state() != BreakerState.State.OPEN) {
            circuit.open();
        }
    }

    /** Keeps an open breaker open while this says no: the second's wait starts again then. */
    public void tryOnlyWhile(BooleanSupplier condition) {
        mayTry = condition;
    }

    /** How long the breaker is in its state. */
    public Duration unchanged() {
        return clock.since(changed);
    }

    /** What it guards. */
    public String name() {
        return name;
    }

    /** Whether calls pass. */
    public BreakerState.State state() {
        return switch (circuit.state()) {
            case CLOSED -> BreakerState.State.CLOSED;
            case OPEN -> BreakerState.State.OPEN;
            case HALF_OPEN -> BreakerState.State.HALF_OPEN;
        };
    }

    /** How it looks from outside. */
    public BreakerState snapshot() {
        return new BreakerState(name, state(), window.calls(), window.faults());
    }

    /** The failure that a caller gets while the breaker is open. */
    public ServiceFailure refused() {
        return ServiceFailure.unavailable(name + " is not available at the moment", RESET);
    }

    private <T> Future<T> counted(Supplier<Future<T>> work) {
        return work.get()
                .andThen(
                        done ->
                                count(
                                        done.failed()
                                                ? isFault(done.cause())
                                                : isFaulty(done.result())));
    }

    private <T> Future<T> tried(Supplier<Future<T>> work) {
        return circuit.<T>execute(() -> work.get().compose(Breaker::failIfFaulty))
                .recover(this::restore);
    }

    private void count(boolean fault) {
        if (state() == BreakerState.State.CLOSED && window.add(fault)) {
            open();
        }
    }

    private void halfOpened() {
        if (mayTry.getAsBoolean()) {
            changed = clock.nanos();
        } else {
            circuit.open();
        }
    }

    private void closed() {
        window.clear();
        changed = clock.nanos();
    }

    private static <T> Future<T> failIfFaulty(T result) {
        return isFaulty(result)
                ? Future.failedFuture(new FaultyResult(result))
                : Future.succeededFuture(result);
    }

    @SuppressWarnings("unchecked") // the result comes from the same call
    private <T> Future<T> restore(Throwable cause) {
        return switch (cause) {
            case FaultyResult faulty -> Future.succeededFuture((T) faulty.result);
            case OpenCircuitException open -> Future.failedFuture(refused());
            default -> Future.failedFuture(cause);
        };
    }

    private static boolean isFaulty(Object result) {
        return result instanceof Verdict verdict && verdict.isFault();
    }

    private static boolean isFault(Throwable cause) {
        return !(cause instanceof ServiceFailure failure) || failure.reason().isFault();
    }

    private static CircuitBreakerOptions options() {
        return new CircuitBreakerOptions()
                .setMaxFailures(Integer.MAX_VALUE)
                .setTimeout(-1)
                .setMaxRetries(0)
                .setResetTimeout(RESET.toMillis());
    }

    /** A result that may be a fault although its future succeeded, as an answer of HTTP 500. */
    public interface Verdict {

        /** Whether the callee is to blame. */
        boolean isFault();
    }

    private static final class FaultyResult extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object result;

        private FaultyResult(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
