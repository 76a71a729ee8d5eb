package dev.souk.order.payment;

import dev.souk.order.app.PaymentProvider.Authorization;
import dev.souk.order.app.ProviderReferences;
import dev.souk.order.app.ProviderReferences.Known;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;
import dev.souk.order.domain.StepOutcome.Voided;
import dev.souk.order.payment.ProviderHttp.ServerFault;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Finds out what Stripe calls the intent of an authorization, and makes it where there is none: by
 * the same request under the same key, which makes at most one within a day. Where that can't tell
 * any more, the intent is searched by our key in its metadata.
 */
final class StripeIntents {

    /** Stripe forgets a key after 24 hours at the earliest. */
    private static final Duration KEYS_LIVE = Duration.ofHours(23);

    private final StripeApi api;
    private final ProviderReferences references;
    private final InstantSource clock;

    /** What was found. */
    sealed interface Found {

        /**
         * An intent.
         *
         * @param fresh as it is right now; null where it must be asked for
         */
        record Intent(String id, @Nullable StripeIntent fresh) implements Found {}

        /** No intent, and why. */
        record Nothing(PaymentOutcome outcome) implements Found {}
    }

    private record Results(List<Result> data) {}

    private record Result(String id) {}

    StripeIntents(StripeApi api, ProviderReferences references, InstantSource clock) {
        this.api = api;
        this.references = references;
        this.clock = clock;
    }

    /** The intent of a request that was, or is now, sent. */
    Future<Found> find(Authorization authorization, Known known, Duration within) {
        var reference = known.reference();
        if (reference != null) {
            return Future.succeededFuture(new Found.Intent(reference, null));
        }
        return isForgotten(known.askedAt())
                ? search(authorization, within)
                        .compose(found -> orMake(authorization, known, found, within))
                : make(authorization, within);
    }

    private boolean isForgotten(@Nullable Instant askedAt) {
        return askedAt != null && clock.instant().isAfter(askedAt.plus(KEYS_LIVE));
    }

    /** What a search doesn't find after so long isn't there. */
    private Future<Found> orMake(
            Authorization authorization, Known known, Found found, Duration within) {
        if (found instanceof Found.Intent) {
            return Future.succeededFuture(found);
        }
        return known.isWithdrawn()
                ? Future.succeededFuture(new Found.Nothing(new Voided()))
                : make(authorization, within);
    }

    private Future<Found> make(Authorization authorization, Duration within) {
        return api.create(authorization, within)
                .compose(answer -> made(authorization, answer, within))
                .recover(failure -> orSearch(authorization, failure, within));
    }

    private Future<Found> made(Authorization authorization, StripeAnswer answer, Duration within) {
        if (answer.isDone()) {
            var intent = answer.as(StripeIntent.class);
            var isFresh = !answer.isReplayed();
            return learn(authorization, new Found.Intent(intent.id(), isFresh ? intent : null));
        }
        return answer.status() == 400 || answer.status() == 402
                ? refused(authorization, answer, within)
                : nothing(StripeOutcomes.ofRefusal(answer));
    }

    private Future<Found> refused(
            Authorization authorization, StripeAnswer answer, Duration within) {
        var error = answer.error();
        if (error.paymentIntent() != null) {
            return learn(authorization, new Found.Intent(error.paymentIntent().id(), null));
        }
        if (error.isKeyReused()) {
            return search(authorization, within);
        }
        return nothing(
                error.isAboutThePayment()
                        ? new Declined(error.reason())
                        : StripeOutcomes.ofRefusal(answer));
    }

    /** A stored 5xx is all that the key will tell. */
    private Future<Found> orSearch(
            Authorization authorization, Throwable failure, Duration within) {
        return failure instanceof ServerFault fault && fault.isReplayed()
                ? search(authorization, within)
                : Future.failedFuture(failure);
    }

    private Future<Found> search(Authorization authorization, Duration within) {
        return api.search(authorization.key(), within)
                .compose(answer -> searched(authorization, answer));
    }

    private Future<Found> searched(Authorization authorization, StripeAnswer answer) {
        if (!answer.isDone()) {
            return nothing(StripeOutcomes.ofRefusal(answer));
        }
        return answer.as(Results.class).data().stream()
                .findFirst()
                .map(result -> learn(authorization, new Found.Intent(result.id(), null)))
                .orElseGet(() -> nothing(new NoAnswer("no intent is found yet")));
    }

    private Future<Found> learn(Authorization authorization, Found.Intent intent) {
        return references.learn(authorization.key(), intent.id()).map(intent);
    }

    private static Future<Found> nothing(PaymentOutcome outcome) {
        return Future.succeededFuture(new Found.Nothing(outcome));
    }
}
