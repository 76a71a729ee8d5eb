package dev.souk.order.app;

import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Fact;
import dev.souk.order.domain.IllegalTransition;
import dev.souk.order.domain.Note.Attempt;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.RefundTooLarge;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One order and its saga, kept as PostgreSQL keeps them: by facts, claims and fences. */
final class FakeDatabase {

    final List<Attempt> attempts = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> alive = new HashSet<>();
    private final String token;
    private Saga saga;
    private Instant due;
    private Instant now;
    private long fence;
    private int givenBack;
    private @Nullable String claimant;

    FakeDatabase(Decision placed, String token, Instant now) {
        this.facts.addAll(placed.facts());
        this.token = token;
        this.saga = Saga.begin(placed.next().id());
        this.now = now;
        this.due = now;
    }

    Order order() {
        return Order.replay(saga.orderId(), facts);
    }

    Saga saga() {
        return saga;
    }

    Instant now() {
        return now;
    }

    /** As much time passes as it takes until the saga is due, and a second more. */
    void wait(Duration atLeast) {
        var later = now.plus(atLeast);
        now = due.isAfter(later) ? due : later;
    }

    /** How often a claim was given back, or was tried to be. */
    int givenBack() {
        return givenBack;
    }

    void bury(String node) {
        alive.remove(node);
    }

    /** Somebody calls the order off. */
    void cancel(Function<Order, Decision> decide) {
        var decision = decide.apply(order());
        facts.addAll(decision.facts());
        if (!decision.facts().isEmpty()) {
            saga = CheckoutSaga.reopen(saga);
            due = now;
        }
    }

    /** Somebody asks for money back; false where the order has none to give. */
    boolean refund(Function<Order, Decision> decide) {
        try {
            facts.addAll(decide.apply(order()).facts());
        } catch (IllegalTransition | RefundTooLarge refused) {
            return false;
        }
        saga = CheckoutSaga.refund(saga);
        due = now;
        return true;
    }

    /** Somebody gives the stuck saga a hand. */
    void give(BiFunction<Saga, Order, Transition> hand) {
        var transition = hand.apply(saga, order());
        facts.addAll(transition.decision().facts());
        saga = transition.saga();
        due = now;
    }

    /** The way to it from one node. */
    SagaStore from(String node, Fate fate) {
        alive.add(node);
        return new SagaStore() {
            @Override
            public Future<Void> beat() {
                return Future.succeededFuture();
            }

            @Override
            public Future<List<Work>> takeDue(Set<UUID> except, int limit) {
                return fate.send(() -> due.isAfter(now) ? List.of() : claim(node, except));
            }

            @Override
            public Future<Optional<Work>> take(UUID orderId) {
                return fate.send(() -> claim(node, Set.of()).stream().findFirst());
            }

            @Override
            public Future<Optional<Transition>> keep(
                    Work work, @Nullable String last4, Function<Order, Transition> decide) {
                return fate.send(() -> write(node, work, decide));
            }

            @Override
            public Future<Void> wake(UUID orderId) {
                due = claimant == null ? now : due;
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> review(UUID orderId) {
                saga = CheckoutSaga.review(saga, order());
                due = claimant == null ? now : due;
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> giveBack(Work work, Duration pause) {
                return fate.<Boolean>send(() -> release(work, pause)).mapEmpty();
            }

            @Override
            public Future<Void> leave() {
                claimant = node.equals(claimant) ? null : claimant;
                alive.remove(node);
                return Future.succeededFuture();
            }
        };
    }

    private List<SagaStore.Work> claim(String node, Set<UUID> except) {
        var holder = claimant;
        var isFree = holder == null || holder.equals(node) || !alive.contains(holder);
        if (saga.isEnded() || saga.isStuck() || !isFree || except.contains(saga.orderId())) {
            return List.of();
        }
        if (holder != null) {
            saga = new Saga(saga.orderId(), saga.step(), saga.attempts(), true);
        }
        claimant = node;
        fence++;
        return List.of(new SagaStore.Work(saga, order(), token, fence, ""));
    }

    private Optional<Transition> write(
            String node, SagaStore.Work work, Function<Order, Transition> decide) {
        attempts.addAll(work.attempts());
        if (work.fence() != fence) {
            return Optional.empty();
        }
        var transition = decide.apply(order());
        facts.addAll(transition.decision().facts());
        saga = transition.saga();
        due = now.plus(transition.pause());
        claimant = transition.isImmediate() ? node : null;
        return Optional.of(transition);
    }

    private boolean release(SagaStore.Work work, Duration pause) {
        givenBack++;
        if (work.fence() == fence) {
            claimant = null;
            due = now.plus(pause);
        }
        return true;
    }
}
