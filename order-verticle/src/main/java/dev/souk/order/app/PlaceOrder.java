package dev.souk.order.app;

import dev.souk.cluster.resilience.Bulkhead;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderStore.Written;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.OrderNumber;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Places an order: it is durable when the future completes, and its saga is under way. The same
 * request under the same key places nothing, and finds the first one's order.
 */
public final class PlaceOrder {

    private static final Logger LOG = LoggerFactory.getLogger(PlaceOrder.class);

    /** Half of a pool's connections, if nobody sets it: the sagas under way find one. */
    private static final int WRITTEN_AT_ONCE = 4;

    private final OrderStore orders;
    private final KeyClaims claims;
    private final CartStore carts;
    private final ProductCatalog catalog;
    private final RunSagas sagas;
    private final InstantSource clock;
    private final Ids ids;
    private final RandomGenerator random;
    private final Bulkhead writing = new Bulkhead(WRITTEN_AT_ONCE);

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

    private record Basket(List<Cart.Item> items, @Nullable Long cartVersion) {}

    public PlaceOrder(
            OrderStore orders,
            KeyClaims claims,
            CartStore carts,
            ProductCatalog catalog,
            RunSagas sagas,
            InstantSource clock,
            Ids ids,
            RandomGenerator random) {
        this.orders = orders;
        this.claims = claims;
        this.carts = carts;
        this.catalog = catalog;
        this.sagas = sagas;
        this.clock = clock;
        this.ids = ids;
        this.random = random;
    }

    /**
     * Fails with {@code REFUSED} where no order is written, and with {@code DEADLINE_EXCEEDED}
     * where nobody wants it any more when its turn to be written comes.
     *
     * @param wanted asked when that is
     */
    public Future<Placed> place(Request request, BooleanSupplier wanted) {
        return claims.find(request.key())
                .compose(
                        claim ->
                                claim.map(found -> settle(request.key(), found))
                                        .orElseGet(() -> placeNew(request, wanted)));
    }

    private Future<Placed> placeNew(Request request, BooleanSupplier wanted) {
        return basketOf(request)
                .compose(basket -> price(request, basket))
                .compose(placed -> writing.enter(() -> writeInTime(request, placed, wanted)))
                .recover(failure -> keepRefusal(request.key(), failure));
    }

    private Future<Basket> basketOf(Request request) {
        var items = request.items();
        return items != null
                ? Future.succeededFuture(new Basket(items, null))
                : carts.find(request.key().customerId())
                        .map(cart -> new Basket(cart.items(), cart.version()));
    }

    private Future<OrderPlaced> price(Request request, Basket basket) {
        if (basket.items().isEmpty()) {
            return refuse(new Refusal("empty-cart", "There is nothing in the cart", List.of()));
        }
        return catalog.find(basket.items().stream().map(Cart.Item::productId).toList())
                .map(products -> placed(request, basket, products));
    }

    private OrderPlaced placed(Request request, Basket basket, List<Product> products) {
        var lines = linesOf(basket, products);
        return new OrderPlaced(
                OrderNumber.next(random),
                request.key().customerId(),
                lines,
                Order.totalOf(lines),
                request.paymentMethod(),
                request.expectedTotal(),
                basket.cartVersion());
    }

    private static List<OrderLine> linesOf(Basket basket, List<Product> products) {
        var byId = products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
        var missing =
                basket.items().stream()
                        .map(Cart.Item::productId)
                        .filter(id -> !byId.containsKey(id))
                        .toList();
        if (!missing.isEmpty()) {
            throw new RefusedOrder(
                    new Refusal("unknown-product", "A product is not for sale", missing));
        }
        if (products.stream().map(product -> product.price().currency()).distinct().count() > 1) {
            throw new RefusedOrder(
                    new Refusal(
                            "mixed-currencies",
                            "The products are not priced in one currency",
                            List.of()));
        }
        return basket.items().stream().map(item -> line(item, byId)).toList();
    }

    private static OrderLine line(Cart.Item item, Map<UUID, Product> products) {
        var product =
                Optional.ofNullable(products.get(item.productId()))
                        .orElseThrow(() -> new IllegalStateException("a line lost its product"));
        return new OrderLine(
                product.id(), product.sku(), product.name(), item.quantity(), product.price());
    }

    private Future<Placed> writeInTime(
            Request request, OrderPlaced placed, BooleanSupplier wanted) {
        return wanted.getAsBoolean()
                ? write(request, placed)
                : Future.failedFuture(
                        ServiceFailure.of(
                                Reason.DEADLINE_EXCEEDED, "Too many orders were before this one"));
    }

    private Future<Placed> write(Request request, OrderPlaced placed) {
        var now = clock.instant();
        var decision =
                Order.place(ids.next(), placed, now)
                        .askedFor(new Note.Command("place", "customer", now));
        var details = new OrderDetails(request.address(), request.paymentToken(), null, null);
        return orders.place(decision, details, request.key())
                .compose(
                        written ->
                                switch (written) {
                                    case Written.Taken taken ->
                                            settle(request.key(), taken.claim());
                                    case Written.New fresh ->
                                            Future.succeededFuture(
                                                    begin(
                                                            fresh,
                                                            new StoredOrder(
                                                                    decision.next(), details)));
                                });
    }

    private Placed begin(Written.New written, StoredOrder order) {
        var id = order.order().id();
        LOG.atInfo().addKeyValue("orderId", id).log("order placed");
        sagas.run(written.work())
                .onFailure(failure -> LOG.atError().setCause(failure).log("saga not run"));
        return new Placed(id, null, false, order);
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

    private static <T> Future<T> refuse(Refusal refusal) {
        return Future.failedFuture(new RefusedOrder(refusal));
    }
}
