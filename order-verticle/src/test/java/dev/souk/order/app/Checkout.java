package dev.souk.order.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.PaymentStatus;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.UUID;

/** The checkout of one order, run by node after node until it has ended. */
final class Checkout {

    static final Duration TTL = Duration.ofMinutes(10);

    private static final int MOST_ROUNDS = 400;
    private static final String KEY = Orders.ID.toString();

    final FakeCatalog catalog = new FakeCatalog(1);
    final FakeProvider provider = new FakeProvider();
    final FakeDatabase database;

    /** Whether nothing reaches the provider. */
    boolean providerIsAway;

    private final Random random;
    private final Deque<Fate> fates = new ArrayDeque<>();
    private int nodes;
    private @Nullable Node current;
    private int wishes;

    Checkout(String token, long seed) {
        this(token, seed, Orders.placedEvent(null));
    }

    Checkout(String token, long seed, Fate first) {
        this(token, seed);
        add(first);
    }

    Checkout(String token, long seed, OrderPlaced placed) {
        this.database =
                new FakeDatabase(Order.place(Orders.ID, placed, Orders.NOW), token, Orders.NOW);
        this.random = new Random(seed);
    }

    /** A node with such a fate comes up after the last one has died. */
    void add(Fate fate) {
        fates.add(fate);
    }

    /** Runs until the saga has ended; the last node never dies. */
    void run() {
        run(() -> {});
    }

    /** Runs until the saga has ended, with something that happens after each round. */
    void run(Runnable meanwhile) {
        runToItsEnd(meanwhile);
        assertThat(database.saga().isEnded()).as("every saga ends: %s", database.saga()).isTrue();
    }

    /** Runs until the saga needs a hand. */
    void runUntilStuck() {
        runToItsEnd(() -> {});
        assertThat(database.saga().isStuck()).as("is stuck: %s", database.saga()).isTrue();
    }

    private void runToItsEnd(Runnable meanwhile) {
        var node = next();
        for (var round = 0; round < MOST_ROUNDS && goesOn(); round++) {
            var swept = node.sagas().sweep();
            if (swept.failed() && !node.fate().isDead()) {
                database.wait(Duration.ofMillis(250));
            }
            if (node.fate().isDead()) {
                database.bury(node.name());
                node = next();
            }
            meanwhile.run();
            database.wait(Duration.ofMillis(250));
        }
    }

    private boolean goesOn() {
        return !database.saga().isEnded() && !database.saga().isStuck();
    }

    /** The provider tells a node of the order; a node that fails to hear is told again. */
    void hear() {
        var node = current;
        if (node != null) {
            var hearProvider =
                    new HearProvider(database.from(node.name(), node.fate()), node.sagas());
            var _ = hearProvider.heardOf(Orders.ID);
        }
    }

    /** A node goes on with what it claimed a while ago; what it asks of others fares so. */
    void resume(SagaStore.Work work, Fate outside) {
        fates.addFirst(outside);
        assertThat(next().sagas().run(work).succeeded()).isTrue();
    }

    private record Node(String name, Fate fate, RunSagas sagas) {}

    private Node next() {
        var fate = fates.isEmpty() ? Fate.kind() : fates.removeFirst();
        var name = "node-" + ++nodes;
        var sagas =
                new RunSagas(
                        database.from(name, fate),
                        new TakeStep(
                                catalog.from(fate),
                                provider.from(() -> providerIsAway ? Fate.away() : fate)),
                        new CheckoutSaga(TTL),
                        new OrderWatch(),
                        database::now,
                        random,
                        Tracing.none());
        current = new Node(name, fate, sagas);
        return current;
    }

    void cancel() {
        database.cancel(
                order ->
                        order.cancel(
                                Cancellation.of(CancellationCode.BY_CUSTOMER), database.now()));
    }

    /** Somebody asks for a part of the money back; false where there is not so much. */
    boolean refund(long amount) {
        var wish = "wish-" + ++wishes;
        return database.refund(
                order ->
                        order.requestRefund(
                                new UUID(7, wishes), wish, Orders.eur(amount), database.now()));
    }

    /** What must be true of every order whose saga has ended, whatever happened. */
    void assertRight() {
        var order = database.order();
        var total = order.total().amount();
        if (order.status() == OrderStatus.CONFIRMED) {
            assertThat(provider.taken(KEY)).as("taken once").isEqualTo(total);
            assertThat(provider.held(KEY))
                    .as("and kept, but for what was asked back")
                    .isEqualTo(order.payment().held().amount());
            assertThat(catalog.stateOf(Orders.ID)).isEqualTo(FakeCatalog.State.COMMITTED);
            assertThat(catalog.available()).isZero();
        } else {
            assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
            assertThat(provider.taken(KEY)).as("never taken twice").isIn(0L, total);
            assertThat(provider.held(KEY)).as("given back").isZero();
            assertThat(provider.isOpen(KEY)).as("let go").isFalse();
            assertThat(catalog.available()).as("stock is back").isEqualTo(1);
            assertThat(order.payment().mayHoldMoney()).isFalse();
            assertThat(order.payment().status())
                    .isIn(PaymentStatus.VOIDED, PaymentStatus.REFUNDED, PaymentStatus.DECLINED);
        }
    }
}
