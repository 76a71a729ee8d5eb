package dev.souk.order.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Problem;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.AwaitOrder.Answered;
import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Order;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** How orders, and refusals of orders, are answered. */
final class OrderAnswers {

    private final Supplier<String> traceId;

    /**
     * @param traceId of the request that is being answered; empty where there is none
     */
    OrderAnswers(Supplier<String> traceId) {
        this.traceId = traceId;
    }

    /** An order that somebody asked for by its id. */
    static Answer shown(StoredOrder stored) {
        return Answer.ok(OrderView.of(stored)).etag(stored.order().version());
    }

    /** The answer to a request to order. */
    Answer settled(Call call, Answered answered, boolean replayed) {
        return mark(
                switch (answered.answer().kind()) {
                    case SETTLED -> created(answered.order());
                    case ACCEPTED -> accepted(answered.order());
                    case REFUSED -> problem(call, refusalOf(answered.order().order()));
                },
                replayed);
    }

    /** The answer while the order goes on. */
    static Answer accepted(StoredOrder stored) {
        return Answer.accepted(location(stored.order()), OrderView.of(stored))
                .etag(stored.order().version());
    }

    /** A failure as an answer, where the answer has to say more than a failure can. */
    Answer problem(Call call, ServiceFailure failure) {
        var target = call.target();
        return Problem.of(failure, new Problem.Origin(target.base(), target.path(), traceId.get()));
    }

    static Answer mark(Answer answer, boolean replayed) {
        return replayed ? answer.header("idempotent-replayed", "true") : answer;
    }

    /** Whether a wait could bring another answer. */
    static boolean isOpen(StoredOrder stored) {
        return FirstAnswer.of(stored.order()).kind() == FirstAnswer.Kind.ACCEPTED
                && !stored.order().waitsForShopper();
    }

    private static Answer created(StoredOrder stored) {
        return Answer.created(location(stored.order()), OrderView.of(stored))
                .etag(stored.order().version());
    }

    private static String location(Order order) {
        return "/v1/orders/" + order.id();
    }

    private static ServiceFailure refusalOf(Order order) {
        var cancellation = order.cancellation();
        if (cancellation == null) {
            throw new IllegalStateException("an order that was not refused");
        }
        var code = cancellation.code();
        var failure =
                ServiceFailure.of(Reason.REFUSED, code.code(), code.sentence())
                        .with("orderId", order.id().toString());
        return explained(failure, order, cancellation);
    }

    private static ServiceFailure explained(
            ServiceFailure failure, Order order, Cancellation cancellation) {
        var explained = failure;
        if (!cancellation.shortages().isEmpty()) {
            explained = explained.with("lines", linesOf(cancellation));
        }
        if (!cancellation.products().isEmpty()) {
            explained = explained.with("productIds", texts(cancellation.products()));
        }
        var limit = cancellation.limit();
        if (limit != null) {
            explained = explained.with("limit", limit);
        }
        return cancellation.code() == CancellationCode.PRICE_CHANGED
                ? explained.with("total", order.total())
                : explained;
    }

    private static List<Cancellation.Shortage> linesOf(Cancellation cancellation) {
        return cancellation.shortages();
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
