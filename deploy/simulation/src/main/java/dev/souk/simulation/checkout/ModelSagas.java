package dev.souk.simulation.checkout;

import dev.souk.order.app.SagaStore;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Transition;
import dev.souk.simulation.Bug;
import dev.souk.simulation.checkout.OrderTables.SagaPlace;
import dev.souk.simulation.checkout.OrderTables.SagaRow;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Sagas and who has them, as {@code PgSagaStore} keeps them. */
final class ModelSagas implements SagaStore {

    private static final Duration ALIVE = Duration.ofSeconds(2);

    private final OrderTables tables;
    private final Postgres postgres;
    private final Node client;
    private final String nodeId;
    private final Set<Bug> bugs;

    ModelSagas(OrderTables tables, Postgres postgres, Node client, Set<Bug> bugs) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
        this.nodeId = client.id();
        this.bugs = bugs;
    }

    @Override
    public Future<Void> beat() {
        return postgres.query(client, "beat", () -> tables.nodes.put(nodeId, postgres.now()))
                .mapEmpty();
    }

    @Override
    public Future<List<Work>> takeDue(Set<UUID> except, int limit) {
        return postgres.query(client, "take due", () -> claimDue(except, limit))
                .compose(this::load);
    }

    @Override
    public Future<Optional<Work>> take(UUID orderId) {
        return postgres.query(client, "take", () -> claimOne(orderId))
                .compose(this::load)
                .map(taken -> taken.stream().findFirst());
    }

    private List<SagaRow> claimDue(Set<UUID> except, int limit) {
        var due =
                tables.sagas.values().stream()
                        .filter(row -> !row.due().isAfter(postgres.now()))
                        .filter(row -> !except.contains(row.saga().orderId()))
                        .filter(this::isFree)
                        .sorted(Comparator.comparing(SagaRow::due))
                        .limit(limit)
                        .toList();
        return due.stream().map(this::claim).toList();
    }

    private List<SagaRow> claimOne(UUID orderId) {
        var row = tables.sagas.get(orderId);
        return row != null && isFree(row) ? List.of(claim(row)) : List.of();
    }

    private boolean isFree(SagaRow row) {
        var claimant = row.claimant();
        return row.goesOn()
                && !postgres.isLocked(new SagaPlace(row.saga().orderId()))
                && (claimant == null || isForgotten(row, claimant) || isSilent(claimant));
    }

    /** This node's own claim that it doesn't seem to run. */
    private boolean isForgotten(SagaRow row, String claimant) {
        return claimant.equals(nodeId) && row.due().plus(ALIVE).isBefore(postgres.now());
    }

    private boolean isSilent(String node) {
        var seen = tables.nodes.get(node);
        return !bugs.contains(Bug.CLAIM_OUTLIVES_ITS_NODE)
                && (seen == null || !seen.plus(ALIVE).isAfter(postgres.now()));
    }

    private SagaRow claim(SagaRow row) {
        var claimed = row.claimedBy(nodeId);
        tables.put(claimed);
        return claimed;
    }

    private Future<List<Work>> load(List<SagaRow> claimed) {
        return claimed.isEmpty()
                ? Future.succeededFuture(List.of())
                : postgres.query(client, "load", () -> works(claimed));
    }

    private List<Work> works(List<SagaRow> claimed) {
        var works = new ArrayList<Work>();
        for (var row : claimed) {
            var id = row.saga().orderId();
            var token = Objects.requireNonNull(tables.details.get(id)).paymentToken();
            works.add(new Work(row.saga(), tables.order(id), token, row.fence(), ""));
        }
        return works;
    }

    @Override
    public Future<Optional<Transition>> keep(
            Work work, @Nullable String last4, Function<Order, Transition> decide) {
        return postgres.transaction(client, tx -> keep(tx, work, decide));
    }

    private Future<Optional<Transition>> keep(
            Tx tx, Work work, Function<Order, Transition> decide) {
        var id = work.order().id();
        tx.write(() -> tables.note(work.attempts()));
        return tx.lock("hold", List.of(id, new SagaPlace(id)), () -> held(work))
                .map(held -> held.map(order -> write(tx, decide.apply(order))));
    }

    /** The order, if the claim still holds. */
    private Optional<Order> held(Work work) {
        var id = work.order().id();
        return isMine(work) ? Optional.ofNullable(tables.orders.get(id)) : Optional.empty();
    }

    private boolean isMine(Work work) {
        var row = tables.sagas.get(work.order().id());
        return row != null && (bugs.contains(Bug.FENCE_IGNORED) || row.fence() == work.fence());
    }

    private Transition write(Tx tx, Transition transition) {
        if (!transition.decision().facts().isEmpty()) {
            tx.write(() -> tables.append(transition.decision()));
        }
        tx.write(() -> goOn(transition));
        return transition;
    }

    private void goOn(Transition transition) {
        var id = transition.saga().orderId();
        var due = postgres.now().plus(transition.pause());
        var claimant = transition.isImmediate() ? nodeId : null;
        tables.put(tables.saga(id).with(transition.saga(), due, claimant));
    }

    @Override
    public Future<Void> wake(UUID orderId) {
        return postgres.update(
                        client, "wake", List.of(new SagaPlace(orderId)), () -> wakeRow(orderId))
                .mapEmpty();
    }

    private boolean wakeRow(UUID orderId) {
        var row = tables.sagas.get(orderId);
        var sleeps = row != null && row.claimant() == null && row.goesOn();
        if (row != null && sleeps) {
            tables.put(row.with(row.saga(), postgres.now(), null));
        }
        return sleeps;
    }

    @Override
    public Future<Void> review(UUID orderId) {
        return postgres.transaction(
                client,
                tx ->
                        tx.lock(
                                        "hold for review",
                                        List.of(orderId, new SagaPlace(orderId)),
                                        () -> Optional.ofNullable(tables.orders.get(orderId)))
                                .onSuccess(found -> found.ifPresent(order -> review(tx, order)))
                                .mapEmpty());
    }

    /** One that a node is running goes on as it is. */
    private void review(Tx tx, Order order) {
        var row = tables.saga(order.id());
        var next = CheckoutSaga.review(row.saga(), order);
        var changes = !row.saga().isEnded() || !next.isEnded();
        if (row.claimant() == null && !row.saga().isStuck() && changes) {
            tx.write(() -> tables.put(row.with(next, postgres.now(), null)));
        }
    }

    @Override
    public Future<Void> giveBack(Work work, Duration pause) {
        return postgres.update(
                        client,
                        "give back",
                        List.of(new SagaPlace(work.order().id())),
                        () -> release(work, pause))
                .mapEmpty();
    }

    private boolean release(Work work, Duration pause) {
        var row = tables.sagas.get(work.order().id());
        var isMine = row != null && row.fence() == work.fence();
        if (row != null && isMine) {
            tables.put(row.with(row.saga(), postgres.now().plus(pause), null));
        }
        return isMine;
    }

    @Override
    public Future<Void> leave() {
        return postgres.query(client, "leave", this::leaveAll).mapEmpty();
    }

    private boolean leaveAll() {
        tables.sagas.replaceAll((_, row) -> left(row));
        return tables.nodes.remove(nodeId) != null;
    }

    private SagaRow left(SagaRow row) {
        var now = postgres.now();
        return nodeId.equals(row.claimant()) && !row.saga().isEnded()
                ? row.with(row.saga(), row.due().isBefore(now) ? row.due() : now, null)
                : row;
    }
}
