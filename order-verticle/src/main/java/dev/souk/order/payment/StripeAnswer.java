package dev.souk.order.payment;

import dev.souk.cluster.json.Json;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;

/**
 * An answer of Stripe's that is not 5xx.
 *
 * @param isReplayed whether it is the stored answer to the first request with the key
 */
record StripeAnswer(int status, boolean isReplayed, Buffer body) {

    static StripeAnswer of(HttpResponse<Buffer> response) {
        var body = response.body();
        return new StripeAnswer(
                response.statusCode(),
                "true".equals(response.getHeader("idempotent-replayed")),
                body == null ? Buffer.buffer() : body);
    }

    boolean isDone() {
        return status == 200;
    }

    <T> T as(Class<T> type) {
        return Json.decode(body, type);
    }

    StripeError error() {
        return as(StripeError.Envelope.class).error();
    }
}
