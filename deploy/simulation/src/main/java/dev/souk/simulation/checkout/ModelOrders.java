package dev.souk.simulation.checkout;

import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.KeyClaim;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.OrderStore;
import dev.souk.order.app.RefundDetails;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Fact;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Transition;
import dev.souk.simulation.Bug;
import dev.souk.simulation.checkout.OrderTables.SagaPlace;
import dev.souk.simulation.checkout.OrderTables.SagaRow;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Orders as {@code PgOrderStore} keeps them. */
final class ModelOrders implements OrderStore {

    private final OrderTables tables;
    private final Postgres postgres;
    private final Node client;
    private final Set<Bug> bugs;

    ModelOrders(OrderTables tables, Postgres postgres, Node client, Set<Bug> bugs) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
        this.bugs = bugs;
    }

    @Override
    public Future<Written> place(Transition begun, OrderDetails details, RequestKey key) {
        if (bugs.contains(Bug.KEY_OUTSIDE_THE_TRANSACTION)) {
            return postgres.<Written>transaction(client, tx -> write(tx, begun, details))
                    .compose(written -> claimLater(key, begun, written));
        }
        var written = postgres.<Written>transaction(client, tx -> place(tx, begun, details, key));
        return bugs.contains(Bug.ANSWER_BEFORE_COMMIT)
                ? Future.succeededFuture(fresh(begun, details))
                : written;
    }

    private Future<Written> claimLater(RequestKey key, Transition begun, Written written) {
        return postgres.<Boolean>query(
                        client,
                        "claim key",
                        () ->
                                tables.keys.putIfAbsent(OrderTables.Key.of(key), claim(key, begun))
                                        == null)
                .map(written);
    }

    private static KeyClaim claim(RequestKey key, Transition begun) {
        var order = begun.decision().next();
        return new KeyClaim(key.bodyHash(), order.id(), null, FirstAnswer.atOnce(order));
    }

    private Future<Written> place(Tx tx, Transition begun, OrderDetails details, RequestKey key) {
        return tx.lock(
                        "claim key",
                        List.of(OrderTables.Key.of(key)),
                        () -> Optional.ofNullable(tables.keys.get(OrderTables.Key.of(key))))
                .compose(
                        taken ->
                                taken.isPresent()
                                        ? Future.succeededFuture(new Written.Taken(taken.get()))
                                        : claimAndWrite(tx, begun, details, key));
    }

    private Future<Written> claimAndWrite(
            Tx tx, Transition begun, OrderDetails details, RequestKey key) {
        tx.write(() -> tables.keys.put(OrderTables.Key.of(key), claim(key, begun)));
        return write(tx, begun, details);
    }

    private Future<Written> write(Tx tx, Transition begun, OrderDetails details) {
        var id = begun.saga().orderId();
        tx.write(() -> tables.append(begun.decision()));
        tx.write(() -> tables.details.put(id, details));
        tx.write(() -> tables.put(firstRow(begun.saga())));
        return Future.succeededFuture(fresh(begun, details));
    }

    private SagaRow firstRow(Saga saga) {
        return new SagaRow(saga, postgres.now(), saga.isEnded() ? null : client.id(), 1);
    }

    private static Written fresh(Transition begun, OrderDetails details) {
        var order = begun.decision().next();
        return new Written.New(new Work(begun.saga(), order, details.paymentToken(), 1, ""));
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id) {
        return postgres.query(
                client, "find", () -> Optional.ofNullable(tables.orders.get(id)).map(this::stored));
    }

    @Override
    public Future<Optional<StoredOrder>> find(UUID id, long version) {
        return postgres.query(
                client,
                "find version",
                () ->
                        Optional.ofNullable(tables.facts.get(id))
                                .map(facts -> Order.replay(id, until(version, facts)))
                                .map(this::stored));
    }

    private static List<Fact> until(long version, List<Fact> facts) {
        return facts.stream().filter(fact -> fact.version() <= version).toList();
    }

    private StoredOrder stored(Order order) {
        return new StoredOrder(order, Objects.requireNonNull(tables.details.get(order.id())));
    }

    @Override
    public Future<List<Order>> list(Filter filter, int limit) {
        return Future.failedFuture(new UnsupportedOperationException("nobody lists"));
    }

    @Override
    public Future<Optional<StoredOrder>> cancel(
            UUID id, Function<Order, Decision> decide, @Nullable String reason) {
        return change(id, decide, tx -> reopen(tx, id, CheckoutSaga::reopen));
    }

    @Override
    public Future<Optional<StoredOrder>> change(UUID id, Function<Order, Decision> decide) {
        return change(id, decide, _ -> Future.succeededFuture());
    }

    @Override
    public Future<Optional<StoredOrder>> refund(
            UUID id, Function<Order, Decision> decide, RefundDetails details) {
        return change(id, decide, tx -> keepAndReopen(tx, id, details));
    }

    @Override
    public Future<Optional<RefundDetails>> refundDetails(UUID id, UUID refundId) {
        return postgres.query(
                client, "refund", () -> Optional.ofNullable(tables.refunds.get(refundId)));
    }

    private Future<Void> keepAndReopen(Tx tx, UUID id, RefundDetails details) {
        tx.write(() -> tables.refunds.put(details.refundId(), details));
        return bugs.contains(Bug.REFUND_WITHOUT_ITS_SAGA)
                ? Future.succeededFuture()
                : reopen(tx, id, CheckoutSaga::refund);
    }

    /**
     * @param more what else is written where anything changes
     */
    private Future<Optional<StoredOrder>> change(
            UUID id, Function<Order, Decision> decide, Function<Tx, Future<Void>> more) {
        return postgres.transaction(client, tx -> change(tx, id, decide, more));
    }

    private Future<Optional<StoredOrder>> change(
            Tx tx, UUID id, Function<Order, Decision> decide, Function<Tx, Future<Void>> more) {
        return tx.lock("hold order", List.of(id), () -> Optional.ofNullable(tables.orders.get(id)))
                .compose(
                        order ->
                                order.isEmpty()
                                        ? Future.succeededFuture(Optional.empty())
                                        : write(tx, decide.apply(order.get()), more));
    }

    private Future<Optional<StoredOrder>> write(
            Tx tx, Decision decision, Function<Tx, Future<Void>> more) {
        var stored = Optional.of(stored(decision.next()));
        if (decision.facts().isEmpty()) {
            return Future.succeededFuture(stored);
        }
        tx.write(() -> tables.append(decision));
        return more.apply(tx).map(stored);
    }

    /** One that is stuck stays so. */
    private Future<Void> reopen(Tx tx, UUID id, UnaryOperator<Saga> change) {
        return tx.lock("hold saga", List.of(new SagaPlace(id)), () -> tables.saga(id))
                .onSuccess(row -> reopen(tx, row, change.apply(row.saga())))
                .mapEmpty();
    }

    private void reopen(Tx tx, SagaRow row, Saga next) {
        if (!next.isStuck()) {
            tx.write(() -> tables.put(row.with(next, postgres.now(), row.claimant())));
        }
    }
}
