package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.OrderChanges.Kept;
import dev.souk.order.app.OrderChanges.Numbered;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;

import io.vertx.core.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgOrderChangesIT {

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    private final PgOrderChanges changes = new PgOrderChanges(fixture.database);

    @Test
    void numbersTheChangesOfACustomerWithoutGapWhileManyAreMadeAndReadAtOnce() {
        var customer = fixture.ids.next();
        var written =
                Future.all(IntStream.range(0, 3).mapToObj(_ -> orders(customer, 12)).toList());
        var seen = new ArrayList<Numbered>();
        while (!written.isComplete()) {
            var rival = changes.after(Map.of(customer, 0L), 64);
            seen.addAll(after(customer, seen.size()));
            await(rival);
        }
        assertThat(await(written).succeeded()).isTrue();
        seen.addAll(after(customer, seen.size()));

        assertThat(seen)
                .extracting(Numbered::number)
                .isEqualTo(LongStream.rangeClosed(1, 72).boxed().toList());
        assertThat(await(changes.kept(customer))).isEqualTo(new Kept(1, 72));
        assertThat(seen)
                .extracting(one -> one.change().orderId(), one -> one.change().version())
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsTheChangesOfEachOrderInOrder() {
        var customer = fixture.ids.next();
        await(placeAndCancel(customer));

        assertThat(after(customer, 0))
                .extracting(one -> one.change().type())
                .containsExactly("order.pending", "order.cancelled");
        var order = after(customer, 0).getFirst().change().orderId();
        assertThat(await(changes.history(order)))
                .isEqualTo(after(customer, 0).stream().map(Numbered::change).toList());
    }

    @Test
    void numbersNothingWhereTheTransactionFails() {
        var customer = fixture.ids.next();
        fixture.outboxIsBroken = true;
        try {
            assertThat(await(placeAndCancel(customer).map(true).otherwise(false))).isFalse();
        } finally {
            fixture.outboxIsBroken = false;
        }

        assertThat(await(changes.kept(customer))).isEqualTo(new Kept(1, 0));
    }

    @Test
    void forgetsWhatIsOldAndTellsFromWhereOnItIsKept() {
        var customer = fixture.ids.next();
        await(placeAndCancel(customer));
        assertThat(await(changes.kept(customer))).isEqualTo(new Kept(1, 2));
        fixture.sql(
                "UPDATE order_changes SET changed_at = now() - interval '31 days'"
                        + " WHERE customer_id = $1 AND number = 1",
                customer);
        fixture.sql(
                "UPDATE order_changes SET changed_at = now()"
                        + " WHERE customer_id = $1 AND number = 2",
                customer);

        await(changes.forgetOld());

        assertThat(await(changes.kept(customer))).isEqualTo(new Kept(2, 2));
    }

    private Future<?> orders(UUID customer, int count) {
        return count == 0
                ? Future.succeededFuture()
                : placeAndCancel(customer).compose(_ -> orders(customer, count - 1));
    }

    private Future<Order> placeAndCancel(UUID customer) {
        var placing = fixture.placing(customer);
        return fixture.place(fixture.one, placing).compose(_ -> cancel(placing.next().id()));
    }

    private Future<Order> cancel(UUID id) {
        var cause = Cancellation.of(CancellationCode.BY_CUSTOMER);
        return fixture.two
                .orders()
                .cancel(id, order -> order.cancel(cause, Orders.NOW), null)
                .map(stored -> stored.orElseThrow().order());
    }

    private List<Numbered> after(UUID customer, long number) {
        return await(changes.after(Map.of(customer, number), 64));
    }
}
