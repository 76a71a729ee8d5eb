package dev.souk.order.domain;

import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.NothingToAsk;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.StockGone;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.StepOutcome.StockRefused;
import dev.souk.order.domain.StepOutcome.Voided;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Something in an order's history that is no event: by itself it changed nothing. */
public sealed interface Note {

    Instant time();

    /**
     * Somebody asked for something.
     *
     * @param name what was asked for, as in {@code cancel}
     * @param by what they are, never who, as in {@code customer}
     */
    record Command(String name, String by, Instant time) implements Note {}

    /**
     * One attempt at a step.
     *
     * @param number which it was since the saga's last progress, from 1
     * @param outcome what came of it, as in {@code no-answer}
     * @param key under which the payment provider was asked; null where it wasn't
     * @param time when it ended
     */
    record Attempt(
            SagaStep step,
            int number,
            String outcome,
            @Nullable String key,
            Duration took,
            Instant time)
            implements Note {

        /** An attempt of a saga that ended like that. */
        public static Attempt of(
                Saga saga, Order order, StepOutcome outcome, Instant began, Instant ended) {
            return new Attempt(
                    saga.step(),
                    saga.attempts() + 1,
                    nameOf(outcome),
                    keyOf(saga.step(), order.payment()),
                    Duration.between(began, ended),
                    ended);
        }

        private static @Nullable String keyOf(SagaStep step, Payment payment) {
            if (!payment.isRequested()) {
                return null;
            }
            return switch (step) {
                case AUTHORIZE, AWAIT_SHOPPER -> payment.key();
                case CAPTURE -> payment.captureKey();
                case RETURN_MONEY -> payment.key();
                case REFUND -> payment.nextRefund().map(Refund::key).orElse(null);
                case RESERVE, PIN, UNPIN, COMMIT_STOCK, CONFIRM, RELEASE, ENDED -> null;
            };
        }

        private static String nameOf(StepOutcome outcome) {
            return switch (outcome) {
                case StockHeld _ -> "stock-held";
                case StockRefused refused -> refused.cause().code().code();
                case StockMoved _ -> "stock-moved";
                case StockGone _ -> "stock-gone";
                case Authorized _ -> "authorized";
                case ActionRequired _ -> "action-required";
                case Declined _ -> "declined";
                case Captured _ -> "captured";
                case NotCapturable _ -> "not-capturable";
                case Voided _ -> "voided";
                case Refunded _ -> "refunded";
                case InProgress _ -> "in-progress";
                case NotFound _ -> "not-found";
                case NoAnswer _ -> "no-answer";
                case NotReached _ -> "not-reached";
                case NothingToAsk _ -> "done";
            };
        }
    }
}
