package dev.souk.order.app;

import dev.souk.order.domain.Note.Attempt;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.TakenStep;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Where sagas are kept, and which node has which. A claim is fenced: what a node writes after
 * another has taken over is refused. A claim holds as long as its node's heartbeat.
 */
public interface SagaStore {

    /**
     * A saga that this node has claimed.
     *
     * @param order as it is once the steps are kept, unless it is off since
     * @param fence grows with each claim
     * @param traceparent the trace of the request that placed the order; may be empty
     * @param steps what was tried and is not kept yet, in order
     */
    record Work(
            Saga saga,
            Order order,
            String paymentToken,
            long fence,
            String traceparent,
            List<TakenStep> steps) {

        public Work {
            steps = List.copyOf(steps);
        }

        public Work(Saga saga, Order order, String paymentToken, long fence, String traceparent) {
            this(saga, order, paymentToken, fence, traceparent, List.of());
        }

        /** The same claim, further on, with nothing kept. */
        Work with(Saga nextSaga, Order nextOrder) {
            return new Work(nextSaga, nextOrder, paymentToken, fence, traceparent, steps);
        }

        /** The same claim, further on, with everything kept. */
        public Work keptWith(Saga nextSaga, Order nextOrder) {
            return new Work(nextSaga, nextOrder, paymentToken, fence, traceparent);
        }

        /** The same claim, after another attempt. */
        public Work after(TakenStep step) {
            var more = new ArrayList<>(steps);
            more.add(step);
            return new Work(saga, order, paymentToken, fence, traceparent, more);
        }

        /** What the order's timeline tells of the steps. */
        public List<Attempt> attempts() {
            return steps.stream().map(TakenStep::note).toList();
        }

        @Override
        public String toString() {
            return "Work[" + saga + "]";
        }
    }

    /** Says that this node lives. */
    Future<Void> beat();

    /**
     * Claims due sagas that nobody alive has claimed, this node's own included where they are 2 s
     * overdue.
     *
     * @param except what this node is running
     */
    Future<List<Work>> takeDue(Set<UUID> except, int limit);

    /** Claims a saga at once, unless it ended or somebody alive has it. */
    Future<Optional<Work>> take(UUID orderId);

    /**
     * Keeps the result of the steps that were taken, with what the order has learned, in one
     * transaction. What was tried is kept also where the claim was lost. The claim is kept where
     * the saga goes on at once, and given back where it pauses.
     *
     * @param last4 the card's last digits; null where no step told them
     * @param decide sees the order as it is now, which may be off since the steps began
     * @return the result, and empty where the claim was lost
     */
    Future<Optional<Transition>> keep(
            Work work, @Nullable String last4, Function<Order, Transition> decide);

    /** Has a paused saga go on now. */
    Future<Void> wake(UUID orderId);

    /** Has a saga look again now, also one that ended where that can heal anything. */
    Future<Void> review(UUID orderId);

    /** Gives back a claim, so that the saga is taken again after the pause. */
    Future<Void> giveBack(Work work, Duration pause);

    /** Gives back every claim of this node, and ends its heartbeat. */
    Future<Void> leave();
}
