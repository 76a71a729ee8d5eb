package dev.souk.order.app;

import dev.souk.cluster.resilience.Bulkhead;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderStore.Written;
import dev.souk.order.app.Pricing.Priced;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Places an order: it is durable when the future completes, and its saga is under way. The same
 * request under the same key places nothing, and finds the first one's order.
 *
 * <p>An order for more than there is when it is priced is refused without a saga, as that would
 * refuse it: most of a crowd that comes for a few units costs one look at the catalog each, not a
 * reservation. What there is enough of by then is promised to nobody; the reservation decides.
 */
public final class PlaceOrder {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceOrder.class);

    /** Half of a pool's connections, if nobody sets it: the sagas under way find one. */
    private static final int PLACED_AT_ONCE = 4;

    private final OrderStore orders;
    private final KeyClaims claims;
    private final Pricing pricing;
    private final RunSagas sagas;
    private final InstantSource clock;
    private final Ids ids;
    private final Bulkhead placing = new Bulkhead(PLACED_AT_ONCE);

    /**
     * What a customer asks for.
     *
     * @param items what to buy; null to buy what is in the cart
     * @param expectedTotal what the shopper was shown; null where nothing was stated
     */
    public record Request(
            RequestKey key,
            @Nullable List<Cart.Item> items,
            ShippingAddress address,
            String paymentMethod,
            String paymentToken,
            @Nullable Money expectedTotal) {

        @Override
        public String toString() {
            return "Request[" + key + "]";
        }
    }

    /**
     * The order of a request.
     *
     * @param answer what was answered to the first of equal requests; null while nothing was
     * @param replayed whether an earlier request placed it
     * @param fresh the order as it was written by this request; null where it wasn't
     */
    public record Placed(
            UUID orderId,
            @Nullable FirstAnswer answer,
            boolean replayed,
            @Nullable StoredOrder fresh) {

        /** An order that an earlier request placed. */
        public static Placed before(UUID orderId, @Nullable FirstAnswer answer) {
            return new Placed(orderId, answer, true, null);
        }
    }

    public PlaceOrder(
            OrderStore orders,
            KeyClaims claims,
            Pricing pricing,
            RunSagas sagas,
            InstantSource clock,
            Ids ids) {
        this.orders = orders;
        this.claims = claims;
        this.pricing = pricing;
        this.sagas = sagas;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Fails with {@code REFUSED} where no order is written, and with {@code DEADLINE_EXCEEDED}
     * where nobody wants it any more when its turn to be written comes.
     *
     * @param wanted asked when that is
     */
    public Future<Placed> place(Request request, BooleanSupplier wanted) {
        return placing.enter(() -> wanted.getAsBoolean() ? inTurn(request, wanted) : tooLate());
    }

    private Future<Placed> inTurn(Request request, BooleanSupplier wanted) {
        return claims.find(request.key())
                .compose(
                        claim ->
                                claim.map(found -> settle(request.key(), found))
                                        .orElseGet(() -> placeNew(request, wanted)));
    }

    private Future<Placed> placeNew(Request request, BooleanSupplier wanted) {
        return pricing.price(request)
                .compose(priced -> wanted.getAsBoolean() ? write(request, priced) : tooLate())
                .recover(failure -> keepRefusal(request.key(), failure));
    }

    private static <T> Future<T> tooLate() {
        return Future.failedFuture(
                ServiceFailure.of(
                        Reason.DEADLINE_EXCEEDED, "Too many orders were before this one"));
    }

    private Future<Placed> write(Request request, Priced priced) {
        var now = clock.instant();
        var placed =
                Order.place(ids.next(), priced.order(), now)
                        .askedFor(new Note.Command("place", "customer", now));
        var begun =
                priced.shortages().isEmpty()
                        ? CheckoutSaga.begin(placed)
                        : CheckoutSaga.refuse(placed, Cancellation.outOf(priced.shortages()), now);
        var order = begun.decision().next();
        var details = new OrderDetails(request.address(), request.paymentToken(), null, null);
        return orders.place(begun, details, request.key())
                .compose(
                        written ->
                                switch (written) {
                                    case Written.Taken taken ->
                                            settle(request.key(), taken.claim());
                                    case Written.New fresh ->
                                            Future.succeededFuture(
                                                    begin(fresh, new StoredOrder(order, details)));
                                });
    }

    private Placed begin(Written.New written, StoredOrder order) {
        var id = order.order().id();
        LOG.atInfo().addKeyValue("orderId", id).log("order placed");
        if (!written.work().saga().isEnded()) {
            sagas.run(written.work())
                    .onFailure(failure -> LOG.atError().setCause(failure).log("saga not run"));
        }
        return new Placed(id, FirstAnswer.atOnce(order.order()), false, order);
    }

    private Future<Placed> settle(RequestKey key, KeyClaim claim) {
        if (!claim.isOf(key)) {
            return Future.failedFuture(
                    ServiceFailure.of(
                            Reason.REFUSED,
                            "idempotency-key-reused",
                            "The key was used for another request"));
        }
        var refusal = claim.refusal();
        var orderId = claim.orderId();
        if (refusal != null) {
            return Future.failedFuture(new RefusedOrder(refusal).replayed());
        }
        return orderId == null
                ? Future.failedFuture(new IllegalStateException("a claim that names nothing"))
                : Future.succeededFuture(Placed.before(orderId, claim.answer()));
    }

    private Future<Placed> keepRefusal(RequestKey key, Throwable failure) {
        return failure instanceof RefusedOrder refused && !refused.isReplayed()
                ? claims.refuse(key, refused.refusal())
                        .compose(
                                claim ->
                                        refused.refusal().equals(claim.refusal())
                                                ? Future.failedFuture(refused)
                                                : settle(key, claim))
                : Future.failedFuture(failure);
    }
}
