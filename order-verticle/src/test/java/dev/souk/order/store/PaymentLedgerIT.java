package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.order.domain.Orders;

import io.vertx.sqlclient.Tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.UUID;

/** The ledger in PostgreSQL, whoever writes it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentLedgerIT {

    private static final String LEG =
            """
            INSERT INTO payment_entries
            VALUES ($1, 9, $2, 'provider', $3, 'EUR', 'key', now())
            """;

    @SuppressWarnings("NullAway.Init")
    private StoreFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Payments payments;

    @BeforeAll
    void open() {
        fixture = new StoreFixture();
        payments = new Payments(fixture);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void booksTheMoneyWithItsFact() {
        var work = payments.captured();

        var legs =
                fixture.sql(
                        "SELECT account, amount_minor, provider_key FROM payment_entries"
                                + " WHERE order_id = $1 ORDER BY leg",
                        work.order().id());
        assertThat(legs)
                .extracting(row -> row.getString("account") + " " + row.getLong("amount_minor"))
                .containsExactly("provider 3098", "shopper -3098");
        assertThat(legs)
                .extracting(row -> row.getString("provider_key"))
                .containsOnly(work.order().id() + ":capture");
    }

    @Test
    void booksNothingWhereTheFactIsNotWritten() {
        var work = payments.authorized();
        fixture.outboxIsBroken = true;
        try {
            assertThatThrownBy(() -> payments.capture(work)).isNotNull();
        } finally {
            fixture.outboxIsBroken = false;
        }

        assertThat(fixture.count("payment_entries", work.order().id())).isZero();
        assertThat(fixture.count("payment_open_items", work.order().id())).isZero();
    }

    @Test
    void addsUpToNothingForEveryPayment() {
        var captured = payments.captured();
        var refunded = payments.cancelled(payments.captured());
        payments.learn(
                refunded,
                order -> order.requestReturn(Orders.NOW).then(next -> next.refund(Orders.NOW)));

        assertThat(balance(captured.order().id(), "shopper")).isEqualTo(-3098);
        assertThat(balance(refunded.order().id(), "shopper")).isZero();
        assertThat(
                        fixture.sql(
                                        "SELECT order_id FROM payment_entries GROUP BY order_id,"
                                                + " currency HAVING sum(amount_minor) <> 0")
                                .size())
                .isZero();
    }

    @Test
    void takesNoLegsThatDoNotBalance() {
        var id = fixture.ids.next();

        assertThatThrownBy(() -> fixture.sql(LEG, id, (short) 1, 100L)).isNotNull();

        assertThat(fixture.count("payment_entries", id)).isZero();
    }

    @Test
    void takesLegsThatBalanceOnlyAtTheEndOfTheTransaction() {
        var id = fixture.ids.next();

        await(
                fixture.database.transaction(
                        tx ->
                                tx.preparedQuery(LEG)
                                        .execute(Tuple.of(id, (short) 1, 100L))
                                        .compose(
                                                _ ->
                                                        tx.preparedQuery(LEG)
                                                                .execute(
                                                                        Tuple.of(
                                                                                id, (short) 2,
                                                                                -100L)))));

        assertThat(fixture.count("payment_entries", id)).isEqualTo(2);
    }

    @Test
    void letsNobodyChangeAnEntry() {
        var id = payments.captured().order().id();

        assertThatThrownBy(
                        () ->
                                fixture.sql(
                                        "UPDATE payment_entries SET amount_minor = 0"
                                                + " WHERE order_id = $1",
                                        id))
                .isNotNull();
        assertThatThrownBy(() -> fixture.sql("DELETE FROM payment_entries WHERE order_id = $1", id))
                .isNotNull();

        assertThat(balance(id, "provider")).isEqualTo(3098);
    }

    @Test
    void looksAtTheMoneyAgainWhenThePaidOrderIsCalledOff() {
        var work = payments.captured();
        fixture.sql("DELETE FROM payment_open_items WHERE order_id = $1", work.order().id());

        payments.cancelled(work);

        assertThat(fixture.count("payment_open_items", work.order().id())).isEqualTo(1);
    }

    private long balance(UUID order, String account) {
        return fixture.sql(
                        "SELECT coalesce(sum(amount_minor), 0)::bigint AS n FROM payment_entries"
                                + " WHERE order_id = $1 AND account = $2",
                        order,
                        account)
                .iterator()
                .next()
                .getLong("n");
    }
}
