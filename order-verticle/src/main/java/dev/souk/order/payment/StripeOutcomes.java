package dev.souk.order.payment;

import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Stripe's answers mean for a payment. */
final class StripeOutcomes {

    static final String REQUIRES_PAYMENT_METHOD = "requires_payment_method";

    private static final Logger LOG = LoggerFactory.getLogger(StripeOutcomes.class);

    private StripeOutcomes() {}

    /** What became of an authorization. */
    static PaymentOutcome ofAuthorization(StripeIntent intent) {
        return switch (intent.status()) {
            case "requires_capture" -> new Authorized(intent.id(), intent.last4());
            case "requires_action" -> action(intent);
            case REQUIRES_PAYMENT_METHOD -> new Declined(reasonOf(intent));
            case "requires_confirmation", "processing" -> new InProgress();
            case "succeeded" -> new Captured(intent.received());
            case "canceled" ->
                    intent.lastPaymentError() == null
                            ? new Voided()
                            : new Declined(reasonOf(intent));
            default -> unknown(intent);
        };
    }

    /** What became of a capture. */
    static PaymentOutcome ofCapture(StripeIntent intent) {
        return switch (intent.status()) {
            case "succeeded" -> new Captured(intent.received());
            case "requires_capture" -> new NotFound();
            case "processing" -> new InProgress();
            case "requires_action", "requires_confirmation", REQUIRES_PAYMENT_METHOD, "canceled" ->
                    new NotCapturable(intent.status().replace('_', '-'));
            default -> unknown(intent);
        };
    }

    /** What became of giving up. */
    static PaymentOutcome ofVoid(StripeIntent intent) {
        return switch (intent.status()) {
            case "canceled" -> new Voided();
            case "succeeded" -> new Captured(intent.received());
            case "processing" -> new InProgress();
            default -> new NoAnswer("the intent is still " + intent.status());
        };
    }

    /** What became of a refund; one that failed leaves the money here, and may be tried anew. */
    static PaymentOutcome ofRefund(StripeRefund refund) {
        return refund.isOff()
                ? new NotCapturable("the refund is " + refund.status())
                : new Refunded(refund.money());
    }

    /** What a refusal means that tells nothing of the payment. */
    static PaymentOutcome ofRefusal(StripeAnswer answer) {
        return switch (answer.status()) {
            case 409 -> new InProgress();
            case 429 -> new NotReached("too many requests");
            default -> rejected(answer);
        };
    }

    private static PaymentOutcome rejected(StripeAnswer answer) {
        var error = answer.error();
        LOG.atError()
                .addKeyValue("status", answer.status())
                .addKeyValue("type", error.type())
                .addKeyValue("code", error.code())
                .addKeyValue("param", error.param())
                .log("payment provider rejects our requests");
        return new NotReached("rejected with " + answer.status());
    }

    private static PaymentOutcome action(StripeIntent intent) {
        var url = intent.actionUrl();
        return url == null
                ? new NoAnswer("an action is required, and no page is named")
                : new ActionRequired(url);
    }

    private static PaymentOutcome unknown(StripeIntent intent) {
        return new NoAnswer("unknown status " + intent.status());
    }

    private static String reasonOf(StripeIntent intent) {
        var error = intent.lastPaymentError();
        return error == null ? "declined" : error.reason();
    }
}
