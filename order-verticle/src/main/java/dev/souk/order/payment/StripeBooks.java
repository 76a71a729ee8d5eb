package dev.souk.order.payment;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.Statement;
import dev.souk.order.app.Statement.Line;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stripe's books: the transactions of the account's balance. They are listed newest first, so that
 * the first reading goes down from the newest to the very first, and every later one up from the
 * newest that was read. What is younger than a minute is left for later, since the list need not be
 * complete there.
 *
 * <p>The cursor is {@code down:<newest>:<last>} or {@code up:<newest>}.
 */
final class StripeBooks {

    private static final Duration SETTLED_AFTER = Duration.ofSeconds(60);
    private static final Duration CHECK_WITHIN = Duration.ofSeconds(2);
    private static final String DOWN = "down";
    private static final String UP = "up";

    private final StripeApi api;
    private final InstantSource clock;

    @JsonNaming(SnakeCaseStrategy.class)
    private record Page(List<StripeTransaction> data, boolean hasMore) {}

    StripeBooks(StripeApi api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    Future<Statement> page(String cursor, int limit, Duration within) {
        var place = cursor.split(":", -1);
        return switch (place[0]) {
            case DOWN ->
                    read(Map.of("starting_after", place[2]), limit, within)
                            .map(page -> down(place[1], page));
            case UP ->
                    read(Map.of("ending_before", place[1]), limit, within)
                            .map(page -> up(place[1], page, limit));
            default -> read(Map.of(), limit, within).map(this::begin);
        };
    }

    /** Whether Stripe lets us read. */
    Future<Void> check() {
        return read(Map.of(), 1, CHECK_WITHIN).mapEmpty();
    }

    private Future<Page> read(Map<String, String> place, int limit, Duration within) {
        return api.balance(place, limit, within).map(StripeBooks::pageOf);
    }

    private static Page pageOf(StripeAnswer answer) {
        if (!answer.isDone()) {
            throw ServiceFailure.of(Reason.UNAVAILABLE, "The provider answered " + answer.status());
        }
        return answer.as(Page.class);
    }

    private Statement begin(Page page) {
        var settled = settled(page);
        if (settled.isEmpty()) {
            return new Statement(List.of(), "", true, SETTLED_AFTER);
        }
        return down(settled.getFirst().id(), new Page(settled, page.hasMore()));
    }

    private static Statement down(String newest, Page page) {
        var next =
                page.hasMore() && !page.data().isEmpty()
                        ? DOWN + ":" + newest + ":" + page.data().getLast().id()
                        : UP + ":" + newest;
        return new Statement(linesOf(page.data()), next, false, SETTLED_AFTER);
    }

    private Statement up(String newest, Page page, int limit) {
        var settled = settled(page);
        var next = settled.isEmpty() ? newest : settled.getFirst().id();
        var isLast = page.data().size() < limit || settled.size() < page.data().size();
        return new Statement(linesOf(settled), UP + ":" + next, isLast, SETTLED_AFTER);
    }

    private List<StripeTransaction> settled(Page page) {
        var until = clock.instant().minus(SETTLED_AFTER).getEpochSecond();
        return page.data().stream().dropWhile(each -> each.created() > until).toList();
    }

    private static List<Line> linesOf(List<StripeTransaction> transactions) {
        return transactions.reversed().stream()
                .map(StripeTransaction::line)
                .flatMap(Optional::stream)
                .toList();
    }
}
