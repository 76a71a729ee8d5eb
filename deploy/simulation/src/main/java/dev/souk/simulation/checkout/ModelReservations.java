package dev.souk.simulation.checkout;

import dev.souk.catalog.api.ReservationState;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.app.ReservationStore;
import dev.souk.catalog.app.Verdicts;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationGroup;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockBook;
import dev.souk.catalog.domain.StockRequest;
import dev.souk.catalog.domain.Verdict;
import dev.souk.simulation.Bug;
import dev.souk.simulation.checkout.StockTables.Row;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Reservations as {@code PgReservationStore} keeps them, statement by statement and lock by lock;
 * what is decided between the statements is decided by the catalog's own classes.
 */
final class ModelReservations implements ReservationStore {

    private final StockTables tables;
    private final Postgres postgres;
    private final Node client;
    private final Duration timeToLive;
    private final Set<Bug> bugs;
    private final MovesInGroups moves;

    ModelReservations(
            StockTables tables,
            Postgres postgres,
            Node client,
            Duration timeToLive,
            Set<Bug> bugs) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
        this.timeToLive = timeToLive;
        this.bugs = bugs;
        this.moves = new MovesInGroups(this, tables, bugs);
    }

    @Override
    public Future<List<ReservationVerdict>> reserve(List<StockRequest> group) {
        return postgres.transaction(client, tx -> reserve(tx, group))
                .map(verdicts -> answers(group, verdicts));
    }

    @Override
    public Future<List<Result>> move(List<Request> group) {
        var moved = postgres.transaction(client, tx -> moves.move(tx, group));
        var isEarly = group.stream().allMatch(request -> request.step() == Step.RELEASE);
        return bugs.contains(Bug.RELEASE_ANSWERED_BEFORE_COMMIT) && isEarly
                ? Future.succeededFuture(group.stream().map(ModelReservations::released).toList())
                : moved;
    }

    private static Result released(Request request) {
        return new Result(request.orderId(), true, State.RELEASED);
    }

    @Override
    public Future<List<UUID>> overdue(int limit) {
        return postgres.query(
                client,
                "overdue",
                () ->
                        tables.reservations.entrySet().stream()
                                .filter(entry -> isOverdue(entry.getValue()))
                                .limit(limit)
                                .map(Map.Entry::getKey)
                                .toList());
    }

    boolean isOverdue(Row row) {
        return row.state() == State.HELD && !row.expiresAt().isAfter(postgres.now());
    }

    Instant expiry() {
        return postgres.now().plus(timeToLive);
    }

    /** The stock, locked in the order that everybody keeps. */
    Future<StockBook> lock(Tx tx, Collection<UUID> products) {
        var sorted = products.stream().distinct().sorted().toList();
        var locked = bugs.contains(Bug.STOCK_WITHOUT_LOCK) ? List.<UUID>of() : sorted;
        return tx.lock(
                "lock stock",
                locked,
                () -> new StockBook(sorted.stream().map(id -> row(id)).toList()));
    }

    private dev.souk.catalog.domain.Stock row(UUID product) {
        return Objects.requireNonNull(tables.stock.get(product));
    }

    private static List<ReservationVerdict> answers(
            List<StockRequest> group, Map<UUID, ReservationVerdict> verdicts) {
        return group.stream()
                .map(request -> verdicts.get(request.orderId()))
                .map(Objects::requireNonNull)
                .toList();
    }

    private Future<Map<UUID, ReservationVerdict>> reserve(Tx tx, List<StockRequest> group) {
        var distinct = new LinkedHashMap<UUID, StockRequest>();
        group.forEach(request -> distinct.putIfAbsent(request.orderId(), request));
        return claim(tx, distinct.keySet()).compose(claimed -> answer(tx, distinct, claimed));
    }

    /** Rows that others are making are waited for; rows that exist are not the caller's. */
    Future<Set<UUID>> claim(Tx tx, Collection<UUID> orders) {
        var sorted = orders.stream().sorted().toList();
        return tx.lock("claim", sorted.stream().map(Making::new).toList(), () -> free(sorted));
    }

    /** The place of a row that is being made. */
    private record Making(UUID order) {}

    private Set<UUID> free(List<UUID> orders) {
        var free = new LinkedHashSet<>(orders);
        if (!bugs.contains(Bug.RESERVE_WITHOUT_CLAIM)) {
            free.removeIf(tables.reservations::containsKey);
        }
        return free;
    }

    private Future<Map<UUID, ReservationVerdict>> answer(
            Tx tx, Map<UUID, StockRequest> group, Set<UUID> claimed) {
        var mine = group.values().stream().filter(one -> claimed.contains(one.orderId())).toList();
        var others = group.keySet().stream().filter(id -> !claimed.contains(id)).toList();
        var known =
                others.isEmpty()
                        ? Future.<Map<UUID, ReservationVerdict>>succeededFuture(Map.of())
                        : tx.read("verdicts", () -> verdicts(others));
        return known.compose(
                verdicts -> decide(tx, mine).map(decided -> together(verdicts, decided)));
    }

    private Map<UUID, ReservationVerdict> verdicts(List<UUID> orders) {
        var verdicts = new HashMap<UUID, ReservationVerdict>();
        for (var order : orders) {
            var row = Objects.requireNonNull(tables.reservations.get(order));
            var first =
                    Objects.requireNonNullElseGet(
                            row.verdict(),
                            () -> new ReservationVerdict.Released(ReservationState.RELEASED));
            verdicts.put(order, Verdicts.repeated(row.state(), first));
        }
        return verdicts;
    }

    private static Map<UUID, ReservationVerdict> together(
            Map<UUID, ReservationVerdict> some, Map<UUID, ReservationVerdict> others) {
        var all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private Future<Map<UUID, ReservationVerdict>> decide(Tx tx, List<StockRequest> requests) {
        if (requests.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var products =
                requests.stream()
                        .flatMap(request -> request.lines().stream())
                        .map(OrderLine::productId)
                        .distinct()
                        .toList();
        return lock(tx, products)
                .compose(
                        book ->
                                tx.read("offers and totals", () -> purchases(requests))
                                        .map(purchases -> decide(tx, requests, book, purchases)));
    }

    private Purchases purchases(List<StockRequest> requests) {
        var totals = new HashMap<Buyer, Long>();
        for (var request : requests) {
            for (var line : request.lines()) {
                var buyer = new Buyer(line.productId(), request.customerId());
                totals.put(buyer, tables.totals.getOrDefault(buyer, 0L));
            }
        }
        return new Purchases(totals);
    }

    private Map<UUID, ReservationVerdict> decide(
            Tx tx, List<StockRequest> requests, StockBook book, Purchases purchases) {
        var verdicts = new ReservationGroup(tables.offers, book, purchases).decide(requests);
        var answers = new LinkedHashMap<UUID, ReservationVerdict>();
        for (var request : requests) {
            var verdict = Objects.requireNonNull(verdicts.get(request.orderId()));
            answers.put(request.orderId(), Verdicts.of(verdict));
            tx.write(() -> settle(request, verdict));
        }
        write(tx, book, purchases);
        return answers;
    }

    private void settle(StockRequest request, Verdict verdict) {
        var state = verdict instanceof Verdict.Granted ? State.HELD : State.REFUSED;
        tables.reservations.put(
                request.orderId(),
                new Row(
                        request.customerId(),
                        state,
                        request.lines(),
                        Verdicts.of(verdict),
                        expiry()));
    }

    void write(Tx tx, StockBook book, Purchases purchases) {
        tx.write(() -> tables.write(book.changed(), book.entries()));
        tx.write(() -> purchases.changes().forEach(this::count));
    }

    private void count(Buyer buyer, long units) {
        tables.totals.merge(buyer, units, Long::sum);
    }
}
