package dev.souk.order.payment;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.HearProvider;

import io.vertx.core.Future;

import java.util.UUID;

/**
 * What the sandbox provider tells unasked. It is believed in nothing: it only wakes the order's
 * saga, which asks.
 */
public final class WebhookResource {

    private final HearProvider hearProvider;
    private final WebhookSignature signature;

    private record Message(UUID orderId) {}

    public WebhookResource(HearProvider hearProvider, WebhookSignature signature) {
        this.hearProvider = hearProvider;
        this.signature = signature;
    }

    /** Answers the operation that the provider calls. */
    public Operations addTo(Operations operations) {
        return operations.on("receive-sandbox-webhook", this::receive);
    }

    private Future<Answer> receive(Call call) {
        signature.verify(call.header(WebhookSignature.HEADER).orElse(""), call.rawBody());
        return hearProvider
                .heardOf(call.body(Message.class).orderId())
                .map(_ -> Answer.noContent());
    }
}
