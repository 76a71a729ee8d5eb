package dev.souk.recommend.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;
import dev.souk.recommend.app.SalesStore.Sold;
import dev.souk.recommend.app.SalesStore.Span;
import dev.souk.recommend.app.SalesStore.Windowed;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Tells what was sold. */
public final class AnalyseSales {

    /** The most windows that one answer shows. */
    public static final int MOST_WINDOWS = 1_500;

    private static final int WINDOWS_BY_DEFAULT = 60;

    /** Sales, and of which time. */
    public record Sales(Window window, Span span, List<Windowed> windows) {}

    /** The best products, and of which time. */
    public record Top(Span span, List<Sold> products) {}

    private final SalesStore store;
    private final InstantSource clock;

    public AnalyseSales(SalesStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The sales of a time: of the last 60 windows where none is stated. Fails with {@code
     * invalid-request} where the time is empty or holds too many windows.
     */
    public Future<Sales> sales(Window window, Optional<Instant> from, Optional<Instant> to) {
        var span = span(window, from, to);
        return store.sales(window, span).map(windows -> new Sales(window, span, windows));
    }

    /** The products that sold most in a time. Fails as {@link #sales} does. */
    public Future<Top> top(Window window, Optional<Instant> from, Optional<Instant> to, int limit) {
        var span = span(window, from, to);
        return store.top(span, limit).map(products -> new Top(span, products));
    }

    private Span span(Window window, Optional<Instant> from, Optional<Instant> to) {
        var end = to.orElseGet(clock::instant);
        var back = window.length().multipliedBy(WINDOWS_BY_DEFAULT - 1);
        var start = window.startOf(from.orElse(end.minus(back)));
        if (!start.isBefore(end)) {
            throw invalid("The time ends before it begins");
        }
        if (window.count(start, end) > MOST_WINDOWS) {
            throw invalid("At most " + MOST_WINDOWS + " windows; take longer ones");
        }
        return new Span(start, end);
    }

    private static ServiceFailure invalid(String detail) {
        return ServiceFailure.invalid(
                "invalid-request", List.of(new Violation("from", "span", detail)));
    }
}
