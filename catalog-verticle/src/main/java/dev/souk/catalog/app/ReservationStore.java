package dev.souk.catalog.app;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockRequest;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Where reservations are kept. Each call is one transaction, whatever it holds. */
public interface ReservationStore {

    /**
     * Decides a group in its order. Orders that have a verdict already keep it. A group that fails
     * has decided nothing, unless its commit's outcome is unknown.
     *
     * @return one verdict for each request, in the same order
     */
    Future<List<ReservationVerdict>> reserve(List<StockRequest> group);

    /**
     * Moves a group of reservations in its order.
     *
     * @return one result for each request, in the same order
     */
    Future<List<Result>> move(List<Request> group);

    /** Orders whose held reservation is overdue, the longest overdue first. */
    Future<List<UUID>> overdue(int limit);
}
