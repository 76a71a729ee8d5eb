package dev.souk.catalog.store;

import static dev.souk.catalog.store.Shop.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.api.ReservationState;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.catalog.app.Reservations;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockRequest;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PgReservationStoreIT {

    private final Shop shop = new Shop();

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void sellsTenUnitsToExactlyTenOfAHundredBuyersOnTwoNodes() {
        var product = shop.product(10);
        var one = shop.onEventLoop(() -> fiftyBuyersAtOneNode(product));
        var other = shop.onEventLoop(() -> fiftyBuyersAtOneNode(product));
        await(Future.join(one, other));

        assertThat(Stream.concat(one.result().stream(), other.result().stream()))
                .hasSize(100)
                .filteredOn(ReservationVerdict.Reserved.class::isInstance)
                .hasSize(10);
        assertThat(levels(product)).containsExactly(0L, 10L, 0L);
        assertThat(levels(product)).isEqualTo(shop.ledgerOf(product));
    }

    private Future<List<ReservationVerdict>> fiftyBuyersAtOneNode(UUID product) {
        var node = new Reservations(shop.reservations);
        var verdicts = new ArrayList<Future<ReservationVerdict>>();
        for (var buyer = 0; buyer < 50; buyer++) {
            var line = new ReserveStock.Line(product, 1);
            var order = new ReserveStock(shop.ids.next(), shop.ids.next(), List.of(line));
            verdicts.add(node.reserve(order, () -> true));
        }
        return Future.join(verdicts).map(done -> verdicts.stream().map(Future::result).toList());
    }

    @Test
    void runsGroupsOverTheSameProductsWithoutDeadlock() {
        var products = new ArrayList<UUID>();
        for (var i = 0; i < 8; i++) {
            products.add(shop.product(500));
        }
        var lanes = new ArrayList<Future<Void>>();
        for (var lane = 0; lane < 4; lane++) {
            lanes.add(sellAndMove(new ArrayList<>(products), new Random(lane), 5));
        }
        await(Future.join(lanes));

        for (var product : products) {
            var levels = levels(product);
            assertThat(levels).isEqualTo(shop.ledgerOf(product));
            assertThat(levels.get(1)).isZero();
            assertThat(levels.get(0) + levels.get(2)).isEqualTo(500);
        }
        assertThat(
                        shop.numbers(
                                "SELECT deadlocks FROM pg_stat_database WHERE datname ="
                                        + " current_database()"))
                .containsExactly(0L);
    }

    /** Groups of orders of four lines in changing order; then each is sold or given back. */
    private Future<Void> sellAndMove(List<UUID> products, Random random, int rounds) {
        if (rounds == 0) {
            return Future.succeededFuture();
        }
        var orders = new ArrayList<StockRequest>();
        for (var order = 0; order < 20; order++) {
            Collections.shuffle(products, random);
            orders.add(
                    shop.request(
                            products.subList(0, 4).stream()
                                    .map(product -> new OrderLine(product, 2))
                                    .toArray(OrderLine[]::new)));
        }
        var moves =
                orders.stream()
                        .map(StockRequest::orderId)
                        .map(order -> new Request(order, step(order)))
                        .toList();
        return shop.reservations
                .reserve(orders)
                .compose(done -> shop.reservations.move(moves))
                .compose(done -> sellAndMove(products, random, rounds - 1));
    }

    private List<Long> levels(UUID product) {
        var stock = shop.stockOf(product);
        return List.of(stock.available(), stock.reserved(), stock.sold());
    }

    private static Step step(UUID order) {
        return order.getLeastSignificantBits() % 2 == 0 ? Step.COMMIT : Step.RELEASE;
    }

    @Test
    void answersARepeatWithTheFirstVerdict() {
        var product = shop.product(1);
        var winner = shop.request(new OrderLine(product, 1));
        var loser = shop.request(new OrderLine(product, 1));
        var won = shop.reserve(winner);
        var lost = shop.reserve(loser);
        adjust(product, 5);

        assertThat(shop.reserve(winner)).isEqualTo(won);
        assertThat(shop.reserve(loser)).isEqualTo(lost);
        assertThat(lost)
                .isEqualTo(
                        new ReservationVerdict.OutOfStock(
                                List.of(new ReservationVerdict.Shortage(product, 1, 0))));
    }

    @Test
    void givesTheSameOrderTwiceInOneGroupOneVerdict() {
        var product = shop.product(5);
        var request = shop.request(new OrderLine(product, 2));

        var verdicts = await(shop.reservations.reserve(List.of(request, request)));

        assertThat(verdicts.get(0)).isEqualTo(verdicts.get(1));
        assertThat(shop.stockOf(product).reserved()).isEqualTo(2);
    }

    @Test
    void refusesAReservationThatComesAfterItsRelease() {
        var product = shop.product(5);
        var request = shop.request(new OrderLine(product, 2));

        assertThat(move(request.orderId(), Step.RELEASE))
                .isEqualTo(new Result(request.orderId(), true, State.RELEASED));
        assertThat(shop.reserve(request))
                .isEqualTo(new ReservationVerdict.Released(ReservationState.RELEASED));
        assertThat(move(request.orderId(), Step.COMMIT))
                .isEqualTo(new Result(request.orderId(), false, State.RELEASED));
        assertThat(shop.stockOf(product).available()).isEqualTo(5);
    }

    @Test
    void knowsNothingOfAnOrderNeverSeen() {
        var order = shop.ids.next();

        assertThat(move(order, Step.COMMIT)).isEqualTo(new Result(order, false, null));
        assertThat(move(order, Step.PIN)).isEqualTo(new Result(order, false, null));
    }

    @Test
    void sellsThenTakesBack() {
        var product = shop.product(5);
        var request = shop.request(new OrderLine(product, 2));
        assertThat(shop.reserve(request)).isInstanceOf(ReservationVerdict.Reserved.class);

        assertThat(move(request.orderId(), Step.PIN).state()).isEqualTo(State.PINNED);
        assertThat(move(request.orderId(), Step.COMMIT).state()).isEqualTo(State.COMMITTED);
        assertThat(shop.stockOf(product).sold()).isEqualTo(2);
        assertThat(move(request.orderId(), Step.RELEASE).state()).isEqualTo(State.RELEASED);

        var stock = shop.stockOf(product);
        assertThat(List.of(stock.available(), stock.reserved(), stock.sold()))
                .containsExactly(5L, 0L, 0L)
                .isEqualTo(shop.ledgerOf(product));
    }

    @Test
    void expiresWhatIsHeldAndNotWhatIsPinned() {
        var product = shop.product(5);
        var hasty = shop.reservations(Duration.ofMillis(1));
        var held = shop.request(new OrderLine(product, 1));
        var pinned = shop.request(new OrderLine(product, 1));
        await(hasty.reserve(List.of(held, pinned)));
        await(hasty.move(List.of(new Request(pinned.orderId(), Step.PIN))));

        dev.souk.testkit.Eventually.holds(
                "the held one is overdue",
                () -> await(hasty.overdue(100)).contains(held.orderId()));
        assertThat(await(hasty.overdue(100))).doesNotContain(pinned.orderId());
        assertThat(move(held.orderId(), Step.EXPIRE).state()).isEqualTo(State.EXPIRED);
        assertThat(move(pinned.orderId(), Step.EXPIRE))
                .isEqualTo(new Result(pinned.orderId(), false, State.PINNED));
        assertThat(shop.stockOf(product).reserved()).isEqualTo(1);
        assertThat(shop.reserve(held))
                .isEqualTo(new ReservationVerdict.Released(ReservationState.EXPIRED));
    }

    @Test
    void keepsTheLimitPerCustomerOverOrdersThatAreNotCancelled() {
        var product = shop.product(50, 3);
        var customer = shop.ids.next();
        var first = shop.request(customer, new OrderLine(product, 2));
        assertThat(shop.reserve(first)).isInstanceOf(ReservationVerdict.Reserved.class);

        assertThat(shop.reserve(shop.request(customer, new OrderLine(product, 2))))
                .isEqualTo(new ReservationVerdict.LimitPerCustomer(product, 3));
        assertThat(move(first.orderId(), Step.RELEASE).done()).isTrue();
        assertThat(shop.reserve(shop.request(customer, new OrderLine(product, 3))))
                .isInstanceOf(ReservationVerdict.Reserved.class);
    }

    @Test
    void tellsEachTransactionsMovesOfAProductAsOneEventWithTheNextVersion() {
        var product = shop.product(9);
        await(
                shop.reservations.reserve(
                        List.of(
                                shop.request(new OrderLine(product, 1)),
                                shop.request(new OrderLine(product, 2)))));

        assertThat(
                        shop.numbers(
                                """
                                SELECT count(*), max((headers->>'ce_aggregateversion')::bigint)
                                FROM outbox WHERE topic = 'souk.stock' AND key = $1
                                """,
                                product.toString()))
                .containsExactly(2L, 2L);
    }

    private Result move(UUID order, Step step) {
        return await(shop.reservations.move(List.of(new Request(order, step)))).get(0);
    }

    private void adjust(UUID product, long delta) {
        var adjustment =
                new dev.souk.catalog.app.StockStore.Adjustment(product, delta, "found", "tester");
        assertThat(await(shop.stock.adjust(adjustment)).stock().available()).isPositive();
    }
}
