package dev.souk.order.app;

import dev.souk.cluster.resilience.Bulkhead;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.IllegalTransition;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.SagaStep;
import dev.souk.order.domain.StepOutcome;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.TakenStep;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Runs the sagas that this node has claimed, each from step to step until it pauses or ends. The
 * node that placed an order begins its saga at once; what is paused, or was left by a dead node, is
 * found by {@link #sweep()}.
 */
public final class RunSagas {

    private static final Logger LOG = LoggerFactory.getLogger(RunSagas.class);

    /** How many sagas one node runs at a time; more wait in the database. */
    private static final int MOST = 512;

    /** Half of a pool's connections, if nobody sets it: who places an order finds one. */
    private static final int KEPT_AT_ONCE = 4;

    /** More wait their turn, so that orders which are still to be written are not held up. */
    private static final int BEGUN_AT_ONCE = 4;

    private static final int MOST_PER_SWEEP = 64;
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

    private final SagaStore store;
    private final TakeStep step;
    private final CheckoutSaga saga;
    private final OrderWatch watch;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Tracing tracing;
    private final Bulkhead beginning = new Bulkhead(BEGUN_AT_ONCE);
    private final Bulkhead keeping = new Bulkhead(KEPT_AT_ONCE);
    private final Map<UUID, Future<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    public RunSagas(
            SagaStore store,
            TakeStep step,
            CheckoutSaga saga,
            OrderWatch watch,
            InstantSource clock,
            RandomGenerator random,
            Tracing tracing) {
        this.store = store;
        this.step = step;
        this.saga = saga;
        this.watch = watch;
        this.clock = clock;
        this.random = random;
        this.tracing = tracing;
    }

    /**
     * Runs a claimed saga until it pauses or ends. The future never fails: a saga that can't go on
     * is given back, and taken again.
     */
    public Future<Void> run(Work work) {
        var id = work.order().id();
        if (leaving || running.size() >= MOST) {
            return quietly(store.giveBack(work, Duration.ZERO), id);
        }
        var resumed = work.with(CheckoutSaga.resume(work.saga(), work.order()), work.order());
        var end = Promise.<Void>promise();
        running.put(id, end.future());
        return tracing.within(work.traceparent(), () -> advance(resumed))
                .recover(failure -> setAside(resumed, failure))
                .andThen(
                        done -> {
                            // Not a later run's, which this node has taken meanwhile.
                            running.remove(id, end.future());
                            end.complete();
                        });
    }

    /** Goes on with an order's saga now, if it is free. */
    public Future<Void> resume(UUID orderId) {
        if (leaving || running.containsKey(orderId)) {
            return Future.succeededFuture();
        }
        return store.take(orderId)
                .compose(work -> work.map(this::run).orElseGet(Future::succeededFuture));
    }

    /** Takes what is due, and begins to run it. Completes when all of it is begun. */
    public Future<Void> sweep() {
        var room = Math.min(MOST_PER_SWEEP, MOST - running.size());
        if (leaving || room <= 0) {
            return Future.succeededFuture();
        }
        return store.takeDue(Set.copyOf(running.keySet()), room).map(this::begin);
    }

    /** Takes nothing more, lets the steps under way end, and gives every claim back. */
    public Future<Void> leave() {
        leaving = true;
        return Future.join(List.copyOf(running.values())).mapEmpty().compose(done -> store.leave());
    }

    private @Nullable Void begin(List<Work> due) {
        for (var work : due) {
            run(work).onFailure(failure -> LOG.atError().setCause(failure).log("saga not run"));
        }
        return null;
    }

    private Future<Void> advance(Work work) {
        return attempted(work)
                .compose(done -> done.map(this::conclude).orElseGet(RunSagas::nothing))
                .compose(next -> next.map(this::advance).orElseGet(Future::succeededFuture));
    }

    /** The work after another attempt; empty where the node leaves before its turn to begin. */
    private Future<Optional<Work>> attempted(Work work) {
        return work.saga().step() == SagaStep.RESERVE
                ? beginning.enter(() -> leaving ? nothing() : attempt(work))
                : attempt(work);
    }

    private Future<Optional<Work>> attempt(Work work) {
        var began = clock.instant();
        return step.take(work).map(outcome -> Optional.of(taken(work, outcome, began)));
    }

    private static Future<Optional<Work>> nothing() {
        return Future.succeededFuture(Optional.empty());
    }

    private Work taken(Work work, StepOutcome outcome, Instant began) {
        return work.after(TakenStep.of(work.saga(), work.order(), outcome, began, clock.instant()));
    }

    private Future<Optional<Work>> conclude(Work work) {
        var ahead = leaving ? Optional.<Work>empty() : ahead(work);
        return ahead.isPresent()
                ? Future.succeededFuture(ahead)
                : keeping.enter(() -> keep(work))
                        .map(kept -> kept.flatMap(transition -> next(work, transition)));
    }

    /**
     * The next step, where losing the last would only mean to repeat it. An order that has gone
     * further than its saga was read after the claim had been lost, as by a node that stood still
     * in between: what it means, the store finds out.
     */
    private Optional<Work> ahead(Work work) {
        try {
            var last = work.steps().getLast();
            var guess = saga.after(last.saga(), work.order(), last.outcome(), clock.instant());
            return guess.isVolatile()
                    ? Optional.of(work.with(guess.saga(), guess.decision().next()))
                    : Optional.empty();
        } catch (IllegalTransition | IllegalStateException furtherOn) {
            return Optional.empty();
        }
    }

    private Future<Optional<Transition>> keep(Work work) {
        return store.keep(work, last4Of(work.steps()), order -> decide(work, order));
    }

    private Transition decide(Work work, Order order) {
        var transition = saga.after(work.steps(), order, clock.instant());
        return transition.pausedFor(jitter(transition.pause()));
    }

    private Optional<Work> next(Work work, Transition transition) {
        var order = transition.decision().next();
        tellOf(order);
        tellIfStuck(transition.saga());
        return transition.isImmediate() && !leaving
                ? Optional.of(work.keptWith(transition.saga(), order))
                : Optional.empty();
    }

    private void tellOf(Order order) {
        if (AwaitOrder.isAnswer(order)) {
            watch.changed(order.id());
        } else {
            watch.wentOn();
        }
    }

    private static void tellIfStuck(Saga next) {
        var stuck = next.stuck();
        if (stuck != null) {
            LOG.atError()
                    .addKeyValue("orderId", next.orderId())
                    .addKeyValue("step", next.step())
                    .addKeyValue("why", stuck.why())
                    .log("saga stuck");
        }
    }

    private Future<Void> setAside(Work work, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("orderId", work.order().id())
                .addKeyValue("step", work.saga().step())
                .log("saga set aside");
        return quietly(store.giveBack(work, AFTER_A_FAILURE), work.order().id());
    }

    /** What can't be given back now is found by the sweep, since this node doesn't run it. */
    private static Future<Void> quietly(Future<Void> giveBack, UUID orderId) {
        return giveBack.otherwise(
                failure -> {
                    LOG.atWarn().addKeyValue("orderId", orderId).log("saga not given back");
                    return null;
                });
    }

    /** Half of the pause, and up to as much again, so that retries don't come in waves. */
    private Duration jitter(Duration pause) {
        var half = pause.toMillis() / 2;
        return half == 0 ? pause : Duration.ofMillis(half + random.nextLong(half + 1));
    }

    private static @Nullable String last4Of(List<TakenStep> steps) {
        String last4 = null;
        for (var step : steps) {
            last4 = step.outcome() instanceof Authorized authorized ? authorized.last4() : last4;
        }
        return last4;
    }
}
