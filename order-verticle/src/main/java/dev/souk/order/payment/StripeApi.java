package dev.souk.order.payment;

import dev.souk.cluster.resilience.Breakers;
import dev.souk.order.app.PaymentProvider.Authorization;
import dev.souk.order.app.PaymentProvider.Movement;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;

import java.time.Duration;
import java.util.Map;

/**
 * The requests that Souk makes of Stripe's API, version {@value #VERSION}. The fields of a request
 * follow from its arguments alone: Stripe refuses a key that comes back with other ones.
 */
final class StripeApi {

    /** The version that the shapes here are of, whatever the account's default is. */
    static final String VERSION = "2025-09-30.clover";

    /** The metadata that names our request, on intents and refunds. */
    static final String KEY = "souk_key";

    /** The metadata that names the request by which an intent was captured. */
    static final String CAPTURE_KEY = "souk_capture";

    /** The metadata that names our order. */
    static final String ORDER = "souk_order";

    private static final String INTENTS = "/v1/payment_intents";
    private static final String REFUNDS = "/v1/refunds";
    private static final String BALANCE = "/v1/balance_transactions";
    private static final String MOST = "100";

    private final ProviderHttp http;
    private final StripeAccount account;

    StripeApi(Vertx vertx, Breakers breakers, StripeAccount account) {
        this.http = new ProviderHttp(vertx, breakers, account.url());
        this.account = account;
    }

    /** Whether a request would be sent now, and not be refused by the breaker. */
    boolean mayBeAsked() {
        return http.mayBeAsked();
    }

    /** Creates an intent and confirms it at once, to be captured later. */
    Future<StripeAnswer> create(Authorization authorization, Duration within) {
        var form = MultiMap.caseInsensitiveMultiMap();
        form.add("amount", StripeAmount.amountOf(authorization.amount()));
        form.add("currency", StripeAmount.currencyOf(authorization.amount()));
        form.add("capture_method", "manual");
        form.add("confirm", "true");
        form.add("payment_method_types[]", "card");
        form.add("payment_method", authorization.token());
        form.add("return_url", account.returnUrl().toString());
        form.add(metadata(ORDER), authorization.orderId().toString());
        form.add(metadata(KEY), authorization.key());
        form.add("expand[]", "payment_method");
        return post(INTENTS, authorization.key(), form, within);
    }

    Future<StripeAnswer> retrieve(String intent, Duration within) {
        return get(INTENTS + "/" + intent, Map.of("expand[]", "payment_method"), within);
    }

    /** Finds an intent by our key. What is younger than an hour may not be found yet. */
    Future<StripeAnswer> search(String key, Duration within) {
        var query = "metadata['" + KEY + "']:'" + key + "'";
        return get(INTENTS + "/search", Map.of("query", query, "limit", "1"), within);
    }

    Future<StripeAnswer> capture(String intent, Movement capture, Duration within) {
        var form = MultiMap.caseInsensitiveMultiMap();
        form.add("amount_to_capture", StripeAmount.amountOf(capture.amount()));
        form.add(metadata(CAPTURE_KEY), capture.key());
        form.add("expand[]", "payment_method");
        return post(INTENTS + "/" + intent + "/capture", capture.key(), form, within);
    }

    /**
     * Cancels an intent. Without a key: cancelling twice does no harm, while a stored refusal would
     * be all that is heard under a key for a day.
     */
    Future<StripeAnswer> cancel(String intent, Duration within) {
        var form = MultiMap.caseInsensitiveMultiMap();
        form.add("cancellation_reason", "abandoned");
        form.add("expand[]", "payment_method");
        return answer(request(HttpMethod.POST, INTENTS + "/" + intent + "/cancel", within), form);
    }

    Future<StripeAnswer> refund(String intent, Movement refund, Duration within) {
        var form = MultiMap.caseInsensitiveMultiMap();
        form.add("payment_intent", intent);
        form.add("amount", StripeAmount.amountOf(refund.amount()));
        form.add(metadata(KEY), refund.key());
        return post(REFUNDS, refund.key(), form, within);
    }

    Future<StripeAnswer> refunds(String intent, Duration within) {
        return get(REFUNDS, Map.of("payment_intent", intent, "limit", MOST), within);
    }

    /** What moved the account's balance, newest first, with what it was for. */
    Future<StripeAnswer> balance(Map<String, String> place, int limit, Duration within) {
        var request = request(HttpMethod.GET, BALANCE, within);
        place.forEach(request::addQueryParam);
        request.addQueryParam("limit", Integer.toString(limit));
        request.addQueryParam("expand[]", "data.source");
        request.addQueryParam("expand[]", "data.source.payment_intent");
        return answer(request);
    }

    private Future<StripeAnswer> post(String path, String key, MultiMap form, Duration within) {
        return answer(
                request(HttpMethod.POST, path, within).putHeader("idempotency-key", key), form);
    }

    private Future<StripeAnswer> get(String path, Map<String, String> query, Duration within) {
        var request = request(HttpMethod.GET, path, within);
        query.forEach(request::addQueryParam);
        return answer(request);
    }

    private Future<StripeAnswer> answer(HttpRequest<Buffer> request, MultiMap form) {
        return http.send(() -> request.sendForm(form)).map(StripeAnswer::of);
    }

    private Future<StripeAnswer> answer(HttpRequest<Buffer> request) {
        return http.send(request::send).map(StripeAnswer::of);
    }

    private HttpRequest<Buffer> request(HttpMethod method, String path, Duration within) {
        return http.request(method, path, within)
                .putHeader("authorization", "Bearer " + account.key().reveal())
                .putHeader("stripe-version", VERSION);
    }

    private static String metadata(String name) {
        return "metadata[" + name + "]";
    }
}
