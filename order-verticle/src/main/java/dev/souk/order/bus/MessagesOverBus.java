package dev.souk.order.bus;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.api.MessagesOfOrder;
import dev.souk.notify.api.NotifyApi;
import dev.souk.notify.api.OrderMessages;
import dev.souk.order.app.SentMessages;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The notify service, asked over the bus what it told of an order. */
public final class MessagesOverBus implements SentMessages {

    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final ServiceClient services;

    public MessagesOverBus(ServiceClient services) {
        this.services = services;
    }

    @Override
    public Future<Optional<List<Message>>> find(UUID orderId) {
        return services.call(
                        NotifyApi.MESSAGES_OF_ORDER,
                        new MessagesOfOrder(orderId),
                        CallContext.system(WITHIN))
                .map(MessagesOverBus::messagesOf)
                .recover(MessagesOverBus::away);
    }

    private static Optional<List<Message>> messagesOf(OrderMessages reply) {
        return Optional.of(reply.messages().stream().map(MessagesOverBus::message).toList());
    }

    private static Message message(OrderMessages.Message told) {
        return new Message(
                told.id(),
                told.time(),
                told.channel(),
                told.template(),
                told.state(),
                told.node(),
                told.traceId());
    }

    private static Future<Optional<List<Message>>> away(Throwable failure) {
        return failure instanceof ServiceFailure
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(failure);
    }
}
