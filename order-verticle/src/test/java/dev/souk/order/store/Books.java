package dev.souk.order.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Money;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.Statement;
import dev.souk.order.app.Statement.Line;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A provider that has books, and moves nothing. */
final class Books implements PaymentProvider {

    /** Whether its books can't be read. */
    boolean away;

    private final List<Line> lines = new ArrayList<>();
    private int pagesRead;
    private int linesRead;

    void took(UUID order, long amount) {
        lines.add(new Line(Optional.of(order), order + ":capture", eur(amount)));
    }

    void tookForNobody(String name, long amount) {
        lines.add(new Line(Optional.empty(), name, eur(amount)));
    }

    void gaveBack(UUID order, String key, long amount) {
        lines.add(new Line(Optional.of(order), key, eur(-amount)));
    }

    @CanIgnoreReturnValue
    Books with(UUID order, long amount) {
        took(order, amount);
        return this;
    }

    int pagesRead() {
        return pagesRead;
    }

    int linesRead() {
        return linesRead;
    }

    @Override
    public Future<Statement> statement(String cursor, int limit, Duration within) {
        if (away) {
            return Future.failedFuture(ServiceFailure.unavailable("away", Duration.ofSeconds(1)));
        }
        var start = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        var end = Math.min(lines.size(), start + limit);
        pagesRead++;
        linesRead += end - start;
        return Future.succeededFuture(
                new Statement(
                        lines.subList(start, end),
                        Integer.toString(end),
                        end == lines.size(),
                        Duration.ZERO));
    }

    @Override
    public boolean mayBeAsked() {
        return true;
    }

    @Override
    public Future<PaymentOutcome> authorize(Authorization authorization, Duration within) {
        return nothing();
    }

    @Override
    public Future<PaymentOutcome> capture(Movement capture, Duration within) {
        return nothing();
    }

    @Override
    public Future<PaymentOutcome> voidByKey(Authorization authorization, Duration within) {
        return nothing();
    }

    @Override
    public Future<PaymentOutcome> refund(Movement refund, Duration within) {
        return nothing();
    }

    @Override
    public Future<PaymentOutcome> lookUp(String key, Duration within) {
        return nothing();
    }

    private static Future<PaymentOutcome> nothing() {
        return Future.succeededFuture(new NotReached("only the books are open"));
    }

    private static Money eur(long amount) {
        return new Money(amount, "EUR");
    }
}
