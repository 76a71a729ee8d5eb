package dev.souk.order.app;

import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Refund;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.UUID;

/**
 * Has money of an order go back. The wish is durable when the future completes, and is decided
 * while nobody else changes the order, so that refunds never add up to more than was captured; its
 * saga asks the provider.
 */
public final class RefundOrder {

    private static final Logger LOG = LoggerFactory.getLogger(RefundOrder.class);

    private final OrderStore orders;
    private final RunSagas sagas;
    private final OrderWatch watch;
    private final InstantSource clock;
    private final Ids ids;

    /**
     * What somebody asks for.
     *
     * @param request names the wish: under the same name it is made once, whoever repeats it
     * @param reason in somebody's own words; null where nothing was said
     */
    public record Request(
            UUID orderId, String request, Money amount, @Nullable String reason, UUID requestedBy) {

        @Override
        public String toString() {
            return "Request[" + orderId + "]";
        }
    }

    /** A refund and what was said of it. */
    public record StoredRefund(Order order, Refund refund, @Nullable String reason) {}

    public RefundOrder(
            OrderStore orders, RunSagas sagas, OrderWatch watch, InstantSource clock, Ids ids) {
        this.orders = orders;
        this.sagas = sagas;
        this.watch = watch;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Fails with {@code CONFLICT} for an order that isn't paid for or is off, and with {@code
     * REFUSED} where it is more than is left.
     */
    public Future<StoredRefund> refund(Request request) {
        var details = new RefundDetails(ids.next(), request.reason(), request.requestedBy());
        return orders.refund(
                        request.orderId(),
                        order -> decide(order, request, details.refundId()),
                        details)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .map(stored -> refundOf(stored.order(), request))
                .onSuccess(_ -> begin(request.orderId()));
    }

    /** Fails with {@code NOT_FOUND} for a refund that isn't there, and for a stranger's order. */
    public Future<StoredRefund> find(Shopper shopper, UUID orderId, UUID refundId) {
        return orders.find(orderId)
                .map(found -> found.map(StoredOrder::order).filter(shopper::maySee))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .compose(order -> withReason(order, refundId));
    }

    private Future<StoredRefund> withReason(Order order, UUID refundId) {
        var refund =
                order.payment().refunds().stream()
                        .filter(each -> each.id().equals(refundId))
                        .findFirst();
        return refund.isEmpty()
                ? Future.failedFuture(ServiceFailure.notFound("refund"))
                : orders.refundDetails(order.id(), refundId)
                        .map(details -> details.map(RefundDetails::reason).orElse(null))
                        .map(reason -> new StoredRefund(order, refund.get(), reason));
    }

    private Decision decide(Order order, Request request, UUID refundId) {
        if (!order.total().currency().equals(request.amount().currency())) {
            throw ServiceFailure.of(
                    Reason.REFUSED, "mixed-currencies", "The order is in another currency");
        }
        var now = clock.instant();
        return Moves.decide(
                        order,
                        found ->
                                found.requestRefund(
                                        refundId, request.request(), request.amount(), now))
                .askedFor(new Note.Command("refund", "staff", now));
    }

    private static StoredRefund refundOf(Order order, Request request) {
        var refund =
                order.payment()
                        .refundOf(request.request())
                        .orElseThrow(() -> new IllegalStateException("a refund got lost"));
        if (!refund.amount().equals(request.amount())) {
            throw ServiceFailure.of(
                    Reason.REFUSED,
                    "idempotency-key-reused",
                    "The key was used for another request");
        }
        return new StoredRefund(order, refund, request.reason());
    }

    private void begin(UUID id) {
        watch.changed(id);
        sagas.resume(id)
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("orderId", id)
                                        .log("the sweep will ask for the refund"));
    }
}
