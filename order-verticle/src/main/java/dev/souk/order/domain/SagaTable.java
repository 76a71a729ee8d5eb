package dev.souk.order.domain;

import static dev.souk.order.domain.SagaStep.AUTHORIZE;
import static dev.souk.order.domain.SagaStep.AWAIT_SHOPPER;
import static dev.souk.order.domain.SagaStep.CAPTURE;
import static dev.souk.order.domain.SagaStep.COMMIT_STOCK;
import static dev.souk.order.domain.SagaStep.CONFIRM;
import static dev.souk.order.domain.SagaStep.ENDED;
import static dev.souk.order.domain.SagaStep.PIN;
import static dev.souk.order.domain.SagaStep.REFUND;
import static dev.souk.order.domain.SagaStep.RELEASE;
import static dev.souk.order.domain.SagaStep.RESERVE;
import static dev.souk.order.domain.SagaStep.RETURN_MONEY;
import static dev.souk.order.domain.SagaStep.UNPIN;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The whole saga, a row for each step. A step that meets trouble is tried again until its outcome
 * is known; a compensation that meets it too often, or is refused, leaves the saga stuck.
 */
public final class SagaTable {

    /** The rows, in the order of the checkout, and then of its undoing. */
    public static final List<SagaRow> ROWS =
            List.of(
                    row(RESERVE, PIN, RELEASE, 2000, 100, 5_000),
                    row(PIN, AUTHORIZE, RELEASE, 2000, 100, 5_000),
                    row(AUTHORIZE, CAPTURE, RETURN_MONEY, 1500, 100, 5_000),
                    row(UNPIN, PIN, null, 2000, 100, 5_000),
                    row(AWAIT_SHOPPER, PIN, RETURN_MONEY, 1500, 1_000, 10_000),
                    row(CAPTURE, COMMIT_STOCK, REFUND, 1500, 100, 5_000),
                    row(COMMIT_STOCK, CONFIRM, RELEASE, 2000, 100, 5_000),
                    row(CONFIRM, ENDED, null, 2000, 100, 5_000),
                    row(RELEASE, RETURN_MONEY, null, 2000, 100, 5_000),
                    row(RETURN_MONEY, ENDED, null, 1500, 100, 5_000),
                    row(REFUND, ENDED, null, 1500, 100, 5_000),
                    row(ENDED, ENDED, null, 0, 0, 0));

    private static final Map<SagaStep, SagaRow> BY_STEP = byStep();

    private SagaTable() {}

    /** The row of a step. */
    public static SagaRow rowOf(SagaStep step) {
        var row = BY_STEP.get(step);
        if (row == null) {
            throw new IllegalStateException("the table has no row for " + step);
        }
        return row;
    }

    private static SagaRow row(
            SagaStep step,
            SagaStep then,
            @Nullable SagaStep undoneBy,
            long within,
            long firstPause,
            long longestPause) {
        return new SagaRow(
                step,
                then,
                undoneBy,
                Duration.ofMillis(within),
                Duration.ofMillis(firstPause),
                Duration.ofMillis(longestPause));
    }

    private static Map<SagaStep, SagaRow> byStep() {
        var rows = new EnumMap<SagaStep, SagaRow>(SagaStep.class);
        ROWS.forEach(row -> rows.put(row.step(), row));
        return Map.copyOf(rows);
    }
}
