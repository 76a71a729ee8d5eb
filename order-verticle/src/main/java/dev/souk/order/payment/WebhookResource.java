package dev.souk.order.payment;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.HearProvider;

import io.vertx.core.Future;

import java.util.function.Function;

/**
 * What the configured provider tells unasked. It is believed in nothing: it only wakes the order's
 * saga, which asks. So it may come twice, late, early or out of order.
 */
public final class WebhookResource {

    private final HearProvider hearProvider;
    private final WebhookSignature signature;
    private final Webhook configured;

    public WebhookResource(
            HearProvider hearProvider, WebhookSignature signature, Webhook configured) {
        this.hearProvider = hearProvider;
        this.signature = signature;
        this.configured = configured;
    }

    /** Answers the operation that the provider calls; nobody listens to the other providers. */
    public Operations addTo(Operations operations) {
        var all = operations;
        for (var webhook : Webhook.values()) {
            all = all.on(webhook.operation(), handlerOf(webhook));
        }
        return all;
    }

    private Function<Call, Future<Answer>> handlerOf(Webhook webhook) {
        return webhook == configured ? this::receive : WebhookResource::refuse;
    }

    private Future<Answer> receive(Call call) {
        signature.verify(call.header(configured.header()).orElse(""), call.rawBody());
        return configured
                .orderOf(call)
                .map(hearProvider::heardOf)
                .orElseGet(Future::succeededFuture)
                .map(_ -> Answer.noContent());
    }

    private static Future<Answer> refuse(Call call) {
        return Future.failedFuture(ServiceFailure.notFound("resource"));
    }
}
