package dev.souk.catalog.store;

import dev.souk.catalog.domain.HeldLine;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Reservation;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockBook;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Moves a group of reservations in one transaction: makes what releases need, locks the orders'
 * rows, then the stock of those whose units may move, and writes.
 */
final class MoveReservations {

    private static final Set<Step> MOVING = EnumSet.of(Step.COMMIT, Step.RELEASE, Step.EXPIRE);

    private final StockTables tables;
    private final ReservationTable reservations;

    MoveReservations(StockTables tables, ReservationTable reservations) {
        this.tables = tables;
        this.reservations = reservations;
    }

    Future<List<Result>> move(SqlConnection tx, List<Request> group) {
        var orders = group.stream().map(Request::orderId).collect(Collectors.toSet());
        return reservations
                .bury(tx, orders(group, Set.of(Step.RELEASE)))
                .compose(done -> reservations.lock(tx, orders))
                .compose(locked -> lockStock(tx, group, locked));
    }

    private Future<List<Result>> lockStock(
            SqlConnection tx, List<Request> group, List<Reservation> locked) {
        var moving = orders(group, MOVING);
        var products =
                locked.stream()
                        .filter(reservation -> moving.contains(reservation.orderId()))
                        .flatMap(reservation -> reservation.lines().stream())
                        .map(HeldLine::productId)
                        .collect(Collectors.toSet());
        return tables.lock(tx, products).compose(book -> decide(tx, group, locked, book));
    }

    private Future<List<Result>> decide(
            SqlConnection tx, List<Request> group, List<Reservation> locked, StockBook book) {
        var purchases = new Purchases(Map.of());
        var moves = new ReservationMoves(locked, book, purchases);
        var results = moves.decide(group);
        return Future.join(
                        reservations.move(tx, moves.changed()),
                        tables.write(tx, book, purchases, null, null))
                .map(results);
    }

    private static Set<UUID> orders(List<Request> group, Set<Step> steps) {
        return group.stream()
                .filter(request -> steps.contains(request.step()))
                .map(Request::orderId)
                .collect(Collectors.toSet());
    }
}
