package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.IllegalTransition;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.RefundTooLarge;

import java.util.function.Function;

/** The moves that people ask for, and how it is said that one can't be made. */
final class Moves {

    private Moves() {}

    /**
     * @throws ServiceFailure {@code CONFLICT} for an illegal move, {@code REFUSED} for a refund of
     *     too much
     */
    static Decision decide(Order order, Function<Order, Decision> move) {
        try {
            return move.apply(order);
        } catch (IllegalTransition e) {
            throw ServiceFailure.of(
                    Reason.CONFLICT, "illegal-transition", String.valueOf(e.getMessage()));
        } catch (RefundTooLarge e) {
            throw ServiceFailure.of(
                            Reason.REFUSED,
                            "refund-too-large",
                            "The refund is more than is left of what was captured")
                    .with("refundable", e.left());
        }
    }
}
