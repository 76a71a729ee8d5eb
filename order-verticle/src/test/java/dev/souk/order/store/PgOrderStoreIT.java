package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;
import static dev.souk.order.store.StoreFixture.details;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Event;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.FirstAnswer.Kind;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.OrderStore.Filter;
import dev.souk.order.app.OrderStore.Written;
import dev.souk.order.app.Refusal;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;

import io.vertx.core.Future;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgOrderStoreIT {

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    @Test
    void readsAnOrderAsItWasPlaced() {
        var work = fixture.placed(customer());

        assertThat(await(fixture.two.orders().find(work.order().id())))
                .contains(new StoredOrder(work.order(), details()));
        assertThat(await(fixture.one.orders().find(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void placesOneOrderForOneKeyHoweverManyAskAtOnce() {
        var customer = customer();
        var key = fixture.key(customer);
        var requests = new ArrayList<Future<Written>>();
        for (var i = 0; i < 16; i++) {
            var node = i % 2 == 0 ? fixture.one : fixture.two;
            requests.add(StoreFixture.place(node, fixture.placing(customer), key));
        }
        await(Future.all(requests));

        var written = requests.stream().map(Future::result).toList();
        var placed = written.stream().filter(Written.New.class::isInstance).toList();
        assertThat(placed).hasSize(1);
        var id = StoreFixture.work(placed.getFirst()).order().id();
        for (var each : written) {
            if (each instanceof Written.Taken taken) {
                assertThat(taken.claim().orderId()).isEqualTo(id);
            }
        }
        assertThat(await(fixture.one.orders().list(of(customer), 10))).hasSize(1);
    }

    @Test
    void writesNothingWhereThePartsCantAllBeWritten() {
        var customer = customer();
        var key = fixture.key(customer);
        var placing = fixture.placing(customer);
        fixture.outboxIsBroken = true;
        try {
            assertThatThrownBy(() -> await(StoreFixture.place(fixture.one, placing, key)))
                    .isInstanceOf(ServiceFailure.class);
        } finally {
            fixture.outboxIsBroken = false;
        }

        for (var table : List.of("orders", "order_events", "order_details", "order_sagas")) {
            assertThat(fixture.count(table, placing.next().id())).as(table).isZero();
        }
        assertThat(await(fixture.one.claims().find(key))).isEmpty();
    }

    @Test
    void announcesAnOrderWithItsPlacing() {
        var work = fixture.placed(customer());

        assertThat(fixture.announced)
                .filteredOn(event -> event.aggregateId().equals(work.order().id().toString()))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.type()).isEqualTo("order.placed");
                            assertThat(event.aggregateVersion()).isEqualTo(1);
                        });
    }

    @Test
    void writesAnOrderThatCantBeHadWithItsEndAndItsAnswer() {
        var customer = customer();
        var key = fixture.key(customer);
        var begun =
                CheckoutSaga.refuse(
                        fixture.placing(customer),
                        Cancellation.of(CancellationCode.INSUFFICIENT_STOCK),
                        Orders.NOW);
        var order = begun.decision().next();

        await(fixture.one.orders().place(begun, details(), key));

        assertThat(await(fixture.two.orders().find(order.id())))
                .contains(new StoredOrder(order, details()));
        assertThat(await(fixture.two.claims().find(key)).orElseThrow().answer())
                .isEqualTo(new FirstAnswer(Kind.REFUSED, 2));
        assertThat(await(fixture.two.sagas().take(order.id()))).isEmpty();
        assertThat(fixture.announced)
                .filteredOn(event -> event.aggregateId().equals(order.id().toString()))
                .extracting(Event::type)
                .containsExactly("order.placed", "order.cancelled");
    }

    @Test
    void forgetsAKeyAfterADay() {
        var customer = customer();
        var key = fixture.key(customer);
        var first = place(customer, key);
        fixture.sql(
                "UPDATE order_keys SET claimed_at = now() - interval '25 hours' WHERE key = $1",
                key.key());

        assertThat(await(fixture.one.claims().find(key))).isEmpty();
        assertThat(place(customer, key).order().id()).isNotEqualTo(first.order().id());
    }

    @Test
    void keepsTheFirstAnswerForEverybody() {
        var customer = customer();
        var work = fixture.placed(customer);
        var id = work.order().id();

        var first = new FirstAnswer(Kind.ACCEPTED, 1);
        var later = new FirstAnswer(Kind.SETTLED, 7);

        assertThat(await(fixture.one.claims().answer(customer, id, first))).isEqualTo(first);
        assertThat(await(fixture.two.claims().answer(customer, id, later))).isEqualTo(first);
    }

    @Test
    void keepsARefusalThatWasFoundBeforeAnOrderWasWritten() {
        var key = fixture.key(customer());
        var refusal = new Refusal("unknown-product", "Not for sale", List.of(Orders.LAMP));
        var other = new Refusal("empty-cart", "Nothing", List.of());

        assertThat(await(fixture.one.claims().refuse(key, refusal)).refusal()).isEqualTo(refusal);
        assertThat(await(fixture.two.claims().refuse(key, other)).refusal()).isEqualTo(refusal);
        assertThat(await(fixture.one.claims().find(key)))
                .hasValueSatisfying(claim -> assertThat(claim.refusal()).isEqualTo(refusal));
    }

    @Test
    void showsAnOrderAsItStoodAtAVersion() {
        var work = fixture.placed(customer());
        var id = work.order().id();
        cancel(id);

        assertThat(await(fixture.one.orders().find(id)).orElseThrow().order().status())
                .isEqualTo(OrderStatus.CANCELLED);
        assertThat(await(fixture.one.orders().find(id, 1)))
                .contains(new StoredOrder(work.order(), detailsWithReason()));
    }

    @Test
    void listsTheNewestFirstFromWhereThePageBeforeEnded() {
        var customer = customer();
        var orders = new ArrayList<Order>();
        for (var i = 0; i < 5; i++) {
            orders.addFirst(fixture.placed(customer).order());
        }
        cancel(orders.get(2).id());

        var page = await(fixture.one.orders().list(of(customer), 2));
        var next =
                await(
                        fixture.one
                                .orders()
                                .list(new Filter(customer, null, page.getLast().id()), 10));

        assertThat(page).isEqualTo(orders.subList(0, 2));
        assertThat(next).extracting(Order::id).isEqualTo(ids(orders.subList(2, 5)));
        assertThat(
                        await(
                                fixture.one
                                        .orders()
                                        .list(
                                                new Filter(customer, OrderStatus.CANCELLED, null),
                                                10)))
                .extracting(Order::id)
                .containsExactly(orders.get(2).id());
    }

    @Test
    void changesNothingWhereTheDecisionIsRefused() {
        var work = fixture.placed(customer());
        var refusal = ServiceFailure.notFound("order");

        assertThatThrownBy(
                        () ->
                                await(
                                        fixture.one
                                                .orders()
                                                .cancel(
                                                        work.order().id(),
                                                        _ -> {
                                                            throw refusal;
                                                        },
                                                        "no")))
                .isSameAs(refusal);
        assertThat(fixture.count("order_events", work.order().id())).isEqualTo(1);
    }

    @Test
    void hasAnEndedSagaUndoAnOrderThatIsCalledOff() {
        var id = fixture.placed(customer()).order().id();
        fixture.sql(
                "UPDATE order_sagas SET step = 'ENDED', claimed_by = NULL WHERE order_id = $1", id);

        cancel(id);

        var row =
                fixture.sql(
                                "SELECT step, due_at <= now() AS due FROM order_sagas WHERE"
                                        + " order_id = $1",
                                id)
                        .iterator()
                        .next();
        assertThat(row.getString("step")).isEqualTo("RELEASE");
        assertThat(row.getBoolean("due")).isTrue();
    }

    @Test
    void changesACartOneAfterTheOther() {
        var customer = customer();
        var changes = new ArrayList<Future<?>>();
        for (var i = 1; i <= 20; i++) {
            var quantity = i;
            changes.add(
                    fixture.one.carts().change(customer, cart -> cart.put(Orders.LAMP, quantity)));
        }
        await(Future.all(changes));

        assertThat(await(fixture.two.carts().find(customer)).version()).isEqualTo(20);
    }

    private Work place(UUID customer, RequestKey key) {
        return StoreFixture.work(
                await(StoreFixture.place(fixture.one, fixture.placing(customer), key)));
    }

    private void cancel(UUID id) {
        await(
                fixture.one
                        .orders()
                        .cancel(
                                id,
                                order ->
                                        order.cancel(
                                                Cancellation.of(CancellationCode.BY_CUSTOMER),
                                                Orders.NOW),
                                "Changed my mind"));
    }

    private static OrderDetails detailsWithReason() {
        return new OrderDetails(
                details().address(), details().paymentToken(), null, "Changed my mind");
    }

    private static List<UUID> ids(List<Order> orders) {
        return orders.stream().map(Order::id).toList();
    }

    private static Filter of(UUID customer) {
        return new Filter(customer, null, null);
    }

    private UUID customer() {
        return fixture.ids.next();
    }
}
