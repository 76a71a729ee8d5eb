package dev.souk.order.app;

import dev.souk.order.domain.Order;
import dev.souk.order.domain.StepOutcome.StockOutcome;

import io.vertx.core.Future;

import java.time.Duration;

/**
 * Where the stock of an order is held. Each request may be repeated. The futures don't fail: that
 * nothing was heard is an outcome.
 */
public interface StockReservations {

    /** Takes the stock of all lines, or of none. */
    Future<StockOutcome> reserve(Order order, Duration within);

    /** Keeps the stock from expiring. */
    Future<StockOutcome> pin(Order order, Duration within);

    /** Lets the stock expire again. */
    Future<StockOutcome> unpin(Order order, Duration within);

    /** Sells the stock. */
    Future<StockOutcome> commit(Order order, Duration within);

    /** Gives the stock back, sold units too, also where nothing was ever taken. */
    Future<StockOutcome> release(Order order, Duration within);
}
