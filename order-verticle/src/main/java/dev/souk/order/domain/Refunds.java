package dev.souk.order.domain;

import dev.souk.contract.Money;
import dev.souk.order.domain.OrderEvent.PaymentRefunded;
import dev.souk.order.domain.OrderEvent.RefundRefused;
import dev.souk.order.domain.OrderEvent.RefundRequested;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The refunds of an order, in the order in which they were asked for. The provider is asked for one
 * at a time, the oldest first.
 */
record Refunds(List<Refund> all) {

    Refunds {
        all = List.copyOf(all);
    }

    Optional<Refund> oldestPending() {
        return all.stream().filter(Refund::isPending).findFirst();
    }

    Optional<Refund> of(String request) {
        return all.stream().filter(refund -> refund.request().equals(request)).findFirst();
    }

    /** What the provider is asked to give back, and has not yet. */
    Money pending(String currency) {
        return all.stream()
                .filter(Refund::isPending)
                .map(Refund::amount)
                .reduce(Money.zero(currency), Money::plus);
    }

    /** A refund that is there already is asked for again, under another key. */
    Refunds requested(RefundRequested event, Instant time) {
        if (has(event.refundId())) {
            return with(event.refundId(), refund -> refund.askedUnder(event.key()));
        }
        return and(Refund.of(event.refundId(), event.key(), event.amount(), time));
    }

    /** The first orders gave everything back without having asked for it in a fact. */
    Refunds refunded(PaymentRefunded event, String key, Instant time) {
        return has(event.refundId())
                ? with(event.refundId(), refund -> refund.become(Refund.Status.REFUNDED))
                : and(
                        Refund.of(event.refundId(), key, event.amount(), time)
                                .become(Refund.Status.REFUNDED));
    }

    Refunds refused(RefundRefused event) {
        return with(event.refundId(), refund -> refund.become(Refund.Status.REFUSED));
    }

    private boolean has(UUID id) {
        return all.stream().anyMatch(refund -> refund.id().equals(id));
    }

    private Refunds and(Refund refund) {
        var more = new ArrayList<>(all);
        more.add(refund);
        return new Refunds(more);
    }

    private Refunds with(UUID id, UnaryOperator<Refund> change) {
        return new Refunds(
                all.stream()
                        .map(refund -> refund.id().equals(id) ? change.apply(refund) : refund)
                        .toList());
    }
}
