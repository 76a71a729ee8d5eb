package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusChangeTest {

    private static final Decision CONFIRMED =
            Order.place(Orders.ID, Orders.placedEvent(null), Orders.NOW)
                    .then(order -> order.reserve(Orders.lines(), Orders.NOW))
                    .then(order -> order.requestPayment(Orders.ID.toString(), Orders.NOW))
                    .then(order -> order.authorize("auth-1", Orders.NOW))
                    .then(order -> order.capture(order.total(), Orders.NOW))
                    .then(order -> order.confirm(Orders.NOW));

    @Test
    void tellsEachNewStatusAndNothingElse() {
        assertThat(CONFIRMED.changes())
                .extracting(StatusChange::type)
                .containsExactly(
                        "order.pending",
                        "order.reserved",
                        "payment.authorized",
                        "payment.captured",
                        "order.confirmed");
        assertThat(CONFIRMED.changes())
                .extracting(StatusChange::version)
                .containsExactly(1L, 2L, 4L, 5L, 6L);
    }

    @Test
    void tellsFromTheFactsWhatWasToldWhenTheyWereMade() {
        assertThat(StatusChange.history(Orders.ID, CONFIRMED.facts()))
                .isEqualTo(CONFIRMED.changes());
    }

    @Test
    void tellsAStepOnTheWayEvenIfItDoesNotLast() {
        var refused =
                Order.place(Orders.ID, Orders.placedEvent(Orders.eur(1)), Orders.NOW)
                        .then(order -> order.reserve(Orders.lines(), Orders.NOW));

        assertThat(refused.changes())
                .extracting(StatusChange::type)
                .containsExactly("order.pending", "order.reserved", "order.cancelled");
    }
}
