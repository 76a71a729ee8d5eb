package dev.souk.simulation.checkout;

import dev.souk.catalog.domain.HeldLine;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Reservation;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockBook;
import dev.souk.simulation.Bug;
import dev.souk.simulation.checkout.StockTables.Row;
import dev.souk.simulation.postgres.Tx;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Moves of reservations as {@code MoveReservations} makes them, in one transaction. */
final class MovesInGroups {

    private static final Set<Step> MOVING = EnumSet.of(Step.COMMIT, Step.RELEASE, Step.EXPIRE);
    private static final UUID NOBODY = new UUID(0, 0);

    private final ModelReservations store;
    private final StockTables tables;
    private final Set<Bug> bugs;

    /** The place of a row that exists. */
    private record Held(UUID order) {}

    MovesInGroups(ModelReservations store, StockTables tables, Set<Bug> bugs) {
        this.store = store;
        this.tables = tables;
        this.bugs = bugs;
    }

    Future<List<Result>> move(Tx tx, List<Request> group) {
        var released = bugs.contains(Bug.NO_TOMBSTONE) ? List.<UUID>of() : released(group);
        var orders = group.stream().map(Request::orderId).distinct().sorted().toList();
        return bury(tx, released)
                .compose(
                        buried ->
                                tx.lock(
                                        "lock reservations",
                                        orders.stream().map(Held::new).toList(),
                                        () -> rows(orders, buried)))
                .compose(
                        locked ->
                                store.lock(tx, products(group, locked))
                                        .map(book -> decide(tx, group, locked, book)));
    }

    private static List<UUID> released(List<Request> group) {
        return group.stream()
                .filter(request -> request.step() == Step.RELEASE)
                .map(Request::orderId)
                .distinct()
                .toList();
    }

    private Future<Set<UUID>> bury(Tx tx, List<UUID> orders) {
        return orders.isEmpty()
                ? Future.succeededFuture(Set.of())
                : store.claim(tx, orders).onSuccess(buried -> buried.forEach(id -> mark(tx, id)));
    }

    private void mark(Tx tx, UUID order) {
        tx.write(() -> tables.reservations.putIfAbsent(order, tombstone()));
    }

    private static Row tombstone() {
        return new Row(null, State.RELEASED, List.of(), null, Instant.MAX);
    }

    private List<Reservation> rows(List<UUID> orders, Set<UUID> buried) {
        var rows = new ArrayList<Reservation>();
        for (var order : orders) {
            var row = tables.reservations.get(order);
            if (row != null || buried.contains(order)) {
                rows.add(reservation(order, Objects.requireNonNullElseGet(row, () -> tombstone())));
            }
        }
        return rows;
    }

    private Reservation reservation(UUID order, Row row) {
        return new Reservation(
                order,
                Objects.requireNonNullElse(row.customer(), NOBODY),
                row.state(),
                row.lines().stream().map(MovesInGroups::counted).toList(),
                store.isOverdue(row));
    }

    /** The model has no stock that nobody counts. */
    private static HeldLine counted(OrderLine line) {
        return new HeldLine(line.productId(), line.quantity(), true);
    }

    private static List<UUID> products(List<Request> group, List<Reservation> locked) {
        var moving =
                group.stream()
                        .filter(request -> MOVING.contains(request.step()))
                        .map(Request::orderId)
                        .toList();
        return locked.stream()
                .filter(reservation -> moving.contains(reservation.orderId()))
                .flatMap(reservation -> reservation.lines().stream())
                .map(HeldLine::productId)
                .toList();
    }

    private List<Result> decide(
            Tx tx, List<Request> group, List<Reservation> locked, StockBook book) {
        var purchases = new Purchases(Map.of());
        var moves = new ReservationMoves(locked, book, purchases);
        var results = moves.decide(group);
        for (var changed : moves.changed()) {
            tx.write(() -> write(changed));
        }
        if (!bugs.contains(Bug.MOVE_WITHOUT_LEDGER)) {
            store.write(tx, book, purchases);
        }
        return results;
    }

    private void write(Reservation changed) {
        tables.reservations.computeIfPresent(
                changed.orderId(), (_, row) -> row.in(changed.state(), store.expiry()));
    }
}
