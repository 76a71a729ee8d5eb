package dev.souk.order.payment;

import dev.souk.cluster.resilience.Breakers;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.ProviderReferences;
import dev.souk.order.app.ProviderReferences.Kind;
import dev.souk.order.app.ProviderReferences.Known;
import dev.souk.order.app.Statement;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;
import dev.souk.order.domain.StepOutcome.Voided;
import dev.souk.order.payment.StripeIntents.Found;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stripe, by PaymentIntents that are captured by hand. What Stripe calls an intent is written down
 * as soon as it is told; until then the same request is repeated under the same key, which Stripe
 * answers for a day as it did the first time. A replayed answer is old news, so that the intent
 * itself is asked after it.
 */
public final class StripePayments implements PaymentProvider {

    private final StripeApi api;
    private final StripeIntents intents;
    private final StripeBooks books;
    private final ProviderReferences references;

    /** What it remembers, and what time it is. */
    public record Memory(ProviderReferences references, InstantSource clock) {}

    public StripePayments(Vertx vertx, Breakers breakers, StripeAccount account, Memory memory) {
        this.api = new StripeApi(vertx, breakers, account);
        this.intents = new StripeIntents(api, memory.references(), memory.clock());
        this.books = new StripeBooks(api, memory.clock());
        this.references = memory.references();
    }

    @Override
    public boolean mayBeAsked() {
        return api.mayBeAsked();
    }

    @Override
    public Future<PaymentOutcome> authorize(Authorization authorization, Duration within) {
        return outcome(
                within,
                () ->
                        references
                                .begin(authorization.key(), Kind.AUTHORIZATION, null)
                                .compose(known -> ask(authorization, known, within)));
    }

    private Future<PaymentOutcome> ask(Authorization authorization, Known known, Duration within) {
        return known.isWithdrawn()
                ? Future.succeededFuture(new Voided())
                : intents.find(authorization, known, within)
                        .compose(found -> settle(found, within));
    }

    private Future<PaymentOutcome> settle(Found found, Duration within) {
        return switch (found) {
            case Found.Nothing nothing -> Future.succeededFuture(nothing.outcome());
            case Found.Intent(var id, var fresh) ->
                    fresh == null ? look(id, within) : settle(fresh, within);
        };
    }

    private Future<PaymentOutcome> look(String id, Duration within) {
        return retrieve(id, within, intent -> settle(intent, within));
    }

    /** An intent that was declined could be tried with another card, and must not be. */
    private Future<PaymentOutcome> settle(StripeIntent intent, Duration within) {
        var outcome = StripeOutcomes.ofAuthorization(intent);
        return intent.status().equals(StripeOutcomes.REQUIRES_PAYMENT_METHOD)
                ? cancel(intent.id(), within)
                        .map(ended -> ended instanceof Voided ? outcome : ended)
                : Future.succeededFuture(outcome);
    }

    @Override
    public Future<PaymentOutcome> capture(Movement capture, Duration within) {
        return outcome(
                within, () -> about(capture, Kind.CAPTURE, id -> capture(id, capture, within)));
    }

    private Future<PaymentOutcome> capture(String id, Movement capture, Duration within) {
        return api.capture(id, capture, within).compose(answer -> captured(id, answer, within));
    }

    /** A stored refusal may be older than the capture, so that the intent has the last word. */
    private Future<PaymentOutcome> captured(String id, StripeAnswer answer, Duration within) {
        if (answer.isDone()) {
            var intent = answer.as(StripeIntent.class);
            return Future.succeededFuture(StripeOutcomes.ofCapture(intent));
        }
        if (answer.status() != 400 && answer.status() != 402) {
            return Future.succeededFuture(StripeOutcomes.ofRefusal(answer));
        }
        var reason = answer.error().reason();
        return lookAtCapture(id, within)
                .map(known -> known instanceof NotFound ? new NotCapturable(reason) : known);
    }

    private Future<PaymentOutcome> lookAtCapture(String id, Duration within) {
        return retrieve(
                id, within, intent -> Future.succeededFuture(StripeOutcomes.ofCapture(intent)));
    }

    @Override
    public Future<PaymentOutcome> voidByKey(Authorization authorization, Duration within) {
        return outcome(
                within,
                () ->
                        references
                                .withdraw(authorization.key())
                                .compose(known -> giveUp(authorization, known, within)));
    }

    /** What was never sent never will be; else there is an intent, which is found and cancelled. */
    private Future<PaymentOutcome> giveUp(
            Authorization authorization, Known known, Duration within) {
        return known.askedAt() == null
                ? Future.succeededFuture(new Voided())
                : intents.find(authorization, known, within)
                        .compose(found -> giveUp(found, within));
    }

    private Future<PaymentOutcome> giveUp(Found found, Duration within) {
        return switch (found) {
            case Found.Intent intent -> cancel(intent.id(), within);
            case Found.Nothing nothing ->
                    Future.succeededFuture(
                            nothing.outcome() instanceof Declined
                                    ? new Voided()
                                    : nothing.outcome());
        };
    }

    private Future<PaymentOutcome> cancel(String id, Duration within) {
        return api.cancel(id, within)
                .compose(
                        answer ->
                                answer.isDone() || answer.status() == 400
                                        ? lookAtVoid(id, answer, within)
                                        : Future.succeededFuture(StripeOutcomes.ofRefusal(answer)));
    }

    private Future<PaymentOutcome> lookAtVoid(String id, StripeAnswer answer, Duration within) {
        return answer.isDone()
                ? Future.succeededFuture(StripeOutcomes.ofVoid(answer.as(StripeIntent.class)))
                : retrieve(
                        id,
                        within,
                        intent -> Future.succeededFuture(StripeOutcomes.ofVoid(intent)));
    }

    /** Stripe forgets a key after a day, so that what was begun before is looked for first. */
    @Override
    public Future<PaymentOutcome> refund(Movement refund, Duration within) {
        return outcome(
                within,
                () ->
                        known(refund.key(), within)
                                .compose(
                                        known ->
                                                known instanceof NotFound
                                                        ? send(refund, within)
                                                        : Future.succeededFuture(known)));
    }

    private Future<PaymentOutcome> send(Movement refund, Duration within) {
        return about(refund, Kind.REFUND, id -> refund(id, refund, within));
    }

    private Future<PaymentOutcome> refund(String id, Movement refund, Duration within) {
        return api.refund(id, refund, within)
                .compose(answer -> refunded(id, refund.key(), answer, within));
    }

    private Future<PaymentOutcome> refunded(
            String id, String key, StripeAnswer answer, Duration within) {
        if (answer.isDone() && !answer.isReplayed()) {
            var refund = answer.as(StripeRefund.class);
            return Future.succeededFuture(StripeOutcomes.ofRefund(refund));
        }
        if (answer.isDone() || answer.status() == 400) {
            return lookAtRefund(id, key, within)
                    .map(known -> known instanceof NotFound ? refusedRefund(answer) : known);
        }
        return Future.succeededFuture(StripeOutcomes.ofRefusal(answer));
    }

    private static PaymentOutcome refusedRefund(StripeAnswer answer) {
        return answer.isDone()
                ? new NoAnswer("the refund is not listed")
                : new NotCapturable(answer.error().reason());
    }

    private Future<PaymentOutcome> lookAtRefund(String id, String key, Duration within) {
        return api.refunds(id, within).map(answer -> refundOf(key, answer));
    }

    private static PaymentOutcome refundOf(String key, StripeAnswer answer) {
        return answer.isDone()
                ? answer.as(StripeRefund.Page.class).data().stream()
                        .filter(refund -> refund.hasKey(key))
                        .findFirst()
                        .map(StripeOutcomes::ofRefund)
                        .orElseGet(NotFound::new)
                : StripeOutcomes.ofRefusal(answer);
    }

    @Override
    public Future<PaymentOutcome> lookUp(String key, Duration within) {
        return outcome(within, () -> known(key, within));
    }

    private Future<PaymentOutcome> known(String key, Duration within) {
        return references
                .find(key)
                .compose(
                        known ->
                                known.map(found -> lookUp(found, within))
                                        .orElseGet(() -> Future.succeededFuture(new NotFound())));
    }

    private Future<PaymentOutcome> lookUp(Known known, Duration within) {
        var id = known.reference();
        if (id == null) {
            return Future.succeededFuture(known.askedAt() == null ? new Voided() : new NotFound());
        }
        return switch (known.kind()) {
            case AUTHORIZATION -> look(id, within);
            case CAPTURE -> lookAtCapture(id, within);
            case REFUND -> lookAtRefund(id, known.key(), within);
        };
    }

    @Override
    public Future<Statement> statement(String cursor, int limit, Duration within) {
        return books.page(cursor, limit, within);
    }

    /** Whether Stripe answers: the health check. */
    public Future<Void> check() {
        return books.check();
    }

    private Future<PaymentOutcome> about(
            Movement movement, Kind kind, Function<String, Future<PaymentOutcome>> work) {
        return references
                .find(movement.authorizationKey())
                .map(StripePayments::referenceOf)
                .compose(
                        id ->
                                references
                                        .begin(movement.key(), kind, id)
                                        .compose(_ -> work.apply(id)));
    }

    private static String referenceOf(Optional<Known> authorization) {
        return authorization
                .map(Known::reference)
                .orElseThrow(() -> new IllegalStateException("the intent is not known"));
    }

    private Future<PaymentOutcome> retrieve(
            String id, Duration within, Function<StripeIntent, Future<PaymentOutcome>> then) {
        return api.retrieve(id, within)
                .compose(
                        answer ->
                                answer.isDone()
                                        ? then.apply(answer.as(StripeIntent.class))
                                        : Future.succeededFuture(StripeOutcomes.ofRefusal(answer)));
    }

    /** One attempt, whatever requests it takes; that nothing was heard is an outcome. */
    private static Future<PaymentOutcome> outcome(
            Duration within, Supplier<Future<PaymentOutcome>> attempt) {
        return attempt.get()
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(ProviderHttp::unheard);
    }
}
