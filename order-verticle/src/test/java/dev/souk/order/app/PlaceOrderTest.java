package dev.souk.order.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Ids;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.FirstAnswer.Kind;
import dev.souk.order.app.PlaceOrder.Placed;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.Cancellation.Shortage;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

final class PlaceOrderTest {

    private static final UUID LAMP = Orders.LAMP;

    private final WrittenOrders orders = new WrittenOrders();
    private final FakeCatalog stock = new FakeCatalog(1);
    private final List<UUID> lookedUp = new ArrayList<>();

    @Test
    void refusesAtOnceWhatTheCatalogHasTooLittleOf() {
        var placed = place(2, 1L);

        assertThat(placed.answer()).isEqualTo(new FirstAnswer(Kind.REFUSED, 2));
        assertThat(placed.replayed()).isFalse();
        var order = orderOf(placed);
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(order.cancellation())
                .isEqualTo(Cancellation.outOf(List.of(new Shortage(LAMP, 2, 1))));
        assertThat(orders.written().saga().isEnded()).isTrue();
        assertThat(stock.available()).as("nothing was asked for").isEqualTo(1);
    }

    @Test
    void reservesWhatThereIsEnoughOf() {
        var placed = place(2, 2L);

        assertThat(placed.answer()).isNull();
        assertThat(orderOf(placed).status()).isEqualTo(OrderStatus.PENDING);
        assertThat(stock.available()).isZero();
    }

    @Test
    void reservesWhatNobodyCounts() {
        assertThat(place(1_000, null).answer()).isNull();
        assertThat(stock.available()).isZero();
    }

    @Test
    void asksNobodyForAnOrderThatNobodyWantsAnyMore() {
        var late = placing(1L).place(request(1), () -> false);

        assertThat(late.cause())
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure ->
                                assertThat(failure.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED));
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void writesNothingThatNobodyWantsAnyMore() {
        BooleanSupplier untilItIsPriced = lookedUp::isEmpty;

        assertThat(placing(1L).place(request(1), untilItIsPriced).failed()).isTrue();
        assertThat(orders.begun).isNull();
    }

    private Placed place(int quantity, @Nullable Long available) {
        return placing(available).place(request(quantity), () -> true).result();
    }

    private PlaceOrder placing(@Nullable Long available) {
        var random = new Random(1);
        var other = Order.place(Orders.ID, Orders.placedEvent(null), Orders.NOW);
        var sagas =
                new RunSagas(
                        new FakeDatabase(other, "tok_visa", Orders.NOW).from("node", Fate.kind()),
                        new TakeStep(stock.from(Fate.kind()), new FakeProvider().from(Fate::kind)),
                        new CheckoutSaga(Duration.ofMinutes(10)),
                        new OrderWatch(),
                        () -> Orders.NOW,
                        random,
                        Tracing.none());
        return new PlaceOrder(
                orders,
                new FreeKeys(),
                new Pricing(
                        customer -> Future.succeededFuture(Cart.empty(customer)),
                        ids -> lookUp(ids, available),
                        random),
                sagas,
                () -> Orders.NOW,
                new Ids(() -> Orders.NOW, random));
    }

    private Future<List<Product>> lookUp(List<UUID> ids, @Nullable Long available) {
        lookedUp.addAll(ids);
        return Future.succeededFuture(
                List.of(new Product(LAMP, "LAMP-1", "Lamp", Orders.eur(1299), available)));
    }

    private static PlaceOrder.Request request(int quantity) {
        return new PlaceOrder.Request(
                new RequestKey(Orders.CUSTOMER, "key", "hash"),
                List.of(new Cart.Item(LAMP, quantity)),
                new ShippingAddress("Ada", "1 Souk Street", null, "Fez", "30000", "MA"),
                Orders.CARD,
                "tok_visa",
                null);
    }

    private static Order orderOf(Placed placed) {
        return Objects.requireNonNull(placed.fresh()).order();
    }

    private static final class FreeKeys implements KeyClaims {

        @Override
        public Future<Optional<KeyClaim>> find(RequestKey key) {
            return Future.succeededFuture(Optional.empty());
        }

        @Override
        public Future<KeyClaim> refuse(RequestKey key, Refusal refusal) {
            return Future.succeededFuture(new KeyClaim(key.bodyHash(), null, refusal, null));
        }

        @Override
        public Future<FirstAnswer> answer(UUID customerId, UUID orderId, FirstAnswer answer) {
            return Future.succeededFuture(answer);
        }
    }
}
