package dev.souk.recommend.app;

import dev.souk.contract.Money;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What was sold when. */
public interface SalesStore {

    /** A stretch of time, the end excluded. */
    record Span(Instant from, Instant to) {}

    /** The sales of one window in one currency; windows without sales are left out. */
    record Windowed(Instant start, long orders, long units, Money revenue) {}

    /** What a product sold in one currency. */
    record Sold(UUID productId, long orders, long units, Money revenue) {}

    Future<List<Windowed>> sales(Window window, Span span);

    /** The products that sold most units. */
    Future<List<Sold>> top(Span span, int limit);
}
