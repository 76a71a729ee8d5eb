package dev.souk.order.app;

import dev.souk.contract.Money;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.UUID;

/**
 * Who moves the money. Every request has an idempotency key: the provider books it before it works,
 * and gives the same outcome for the same key, however often it is asked. The futures of outcomes
 * don't fail: that nothing was heard is an outcome.
 */
public interface PaymentProvider {

    /**
     * A request to set money aside.
     *
     * @param key names the request, and the authorization that comes of it
     * @param token what the shopper's device got from the provider
     */
    record Authorization(UUID orderId, String key, Money amount, String token) {

        @Override
        public String toString() {
            return "Authorization[" + key + "]";
        }
    }

    /**
     * A request about money that was authorized.
     *
     * @param key names the request
     * @param authorizationKey names the authorization
     */
    record Movement(String key, String authorizationKey, Money amount) {}

    /** Whether a request would be sent now; not while the provider is known to be away. */
    boolean mayBeAsked();

    /** Sets money aside. */
    Future<PaymentOutcome> authorize(Authorization authorization, Duration within);

    /** Takes money that was set aside. */
    Future<PaymentOutcome> capture(Movement capture, Duration within);

    /**
     * Sees to it that nothing is taken under the request's key, also where the provider hears of it
     * for the first time: a later authorization under it is refused. What was captured already is
     * told as {@code Captured}.
     *
     * @param authorization as it was sent, or would have been
     */
    Future<PaymentOutcome> voidByKey(Authorization authorization, Duration within);

    /** Gives back money that was taken. */
    Future<PaymentOutcome> refund(Movement refund, Duration within);

    /** What became of the request with this key. */
    Future<PaymentOutcome> lookUp(String key, Duration within);

    /**
     * Reads the provider's books: what it moved, whoever asked for it. Unlike the others it fails
     * where the provider is away.
     *
     * @param cursor where the page before ended; empty for the very beginning
     */
    Future<Statement> statement(String cursor, int limit, Duration within);
}
