package dev.souk.order.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.AwaitOrder;
import dev.souk.order.app.AwaitOrder.Answered;
import dev.souk.order.app.CancelOrder;
import dev.souk.order.app.FindOrders;
import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.PlaceOrder;
import dev.souk.order.app.PlaceOrder.Placed;
import dev.souk.order.app.RefusedOrder;
import dev.souk.order.app.Shopper;
import dev.souk.order.app.StoredOrder;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/** The operations on orders. */
public final class OrderResources {

    /** Kept from a wait's end, so that its answer still arrives in time. */
    private static final Duration WAY_BACK = Duration.ofMillis(100);

    private static final String REPLAYED = "replayed:";

    private final PlaceOrder placeOrder;
    private final AwaitOrder awaitOrder;
    private final FindOrders findOrders;
    private final CancelOrder cancelOrder;
    private final Cursors cursors;
    private final OrderAnswers answers;

    /** What can be done with orders. */
    public record UseCases(
            PlaceOrder place, AwaitOrder await, FindOrders find, CancelOrder cancel) {}

    private record CancelRequest(@Nullable String reason) {}

    /**
     * @param traceId of the request that is being answered; empty where there is none
     */
    public OrderResources(UseCases useCases, Cursors cursors, Supplier<String> traceId) {
        this.placeOrder = useCases.place();
        this.awaitOrder = useCases.await();
        this.findOrders = useCases.find();
        this.cancelOrder = useCases.cancel();
        this.cursors = cursors;
        this.answers = new OrderAnswers(traceId);
    }

    /** Answers the operations on orders. */
    public Operations addTo(Operations operations) {
        return operations
                .on("place-order", this::place)
                .onAwait("place-order", this::await)
                .on("list-orders", this::list)
                .on("get-order", this::get)
                .on("cancel-order", this::cancel);
    }

    private Future<Answer> place(Call call) {
        var shopper = Shopper.of(call.principal());
        var key = RequestKeys.of(call, shopper);
        return placeOrder
                .place(
                        call.body(OrderRequest.class).under(key),
                        () -> !call.context().deadline().isOver())
                .compose(placed -> answer(call, shopper, placed))
                .recover(failure -> refused(call, failure));
    }

    private Future<Answer> answer(Call call, Shopper shopper, Placed placed) {
        var first = placed.answer();
        if (first != null) {
            return answered(shopper, placed, first)
                    .map(answered -> answers.settled(call, answered, placed.replayed()));
        }
        return call.preferredWait().isZero()
                ? settle(call, shopper, placed, Duration.ZERO)
                : stored(shopper, placed).map(stored -> toBeAwaited(stored, placed));
    }

    private Future<Answered> answered(Shopper shopper, Placed placed, FirstAnswer first) {
        var fresh = placed.fresh();
        return fresh == null
                ? awaitOrder.replay(shopper.id(), placed.orderId(), first)
                : Future.succeededFuture(new Answered(first, fresh));
    }

    private Future<StoredOrder> stored(Shopper shopper, Placed placed) {
        var fresh = placed.fresh();
        return fresh == null
                ? findOrders.find(shopper, placed.orderId())
                : Future.succeededFuture(fresh);
    }

    private static Answer toBeAwaited(StoredOrder stored, Placed placed) {
        var token = (placed.replayed() ? REPLAYED : "") + placed.orderId();
        return OrderAnswers.mark(OrderAnswers.accepted(stored), placed.replayed()).waitFor(token);
    }

    private Future<Answer> await(String token, Call call) {
        var replayed = token.startsWith(REPLAYED);
        var orderId = UUID.fromString(replayed ? token.substring(REPLAYED.length()) : token);
        var placed = new Placed(orderId, null, replayed, null);
        return settle(call, Shopper.of(call.principal()), placed, waitOf(call));
    }

    /** What the shopper is willing to wait, as far as the caller waits for it. */
    private static Duration waitOf(Call call) {
        var left = call.context().deadline().left().minus(WAY_BACK);
        var wait = left.compareTo(call.preferredWait()) < 0 ? left : call.preferredWait();
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Future<Answer> settle(Call call, Shopper shopper, Placed placed, Duration wait) {
        return awaitOrder
                .await(shopper.id(), placed.orderId(), wait)
                .map(answered -> answers.settled(call, answered, placed.replayed()));
    }

    private Future<Answer> refused(Call call, Throwable failure) {
        if (!(failure instanceof RefusedOrder refused)) {
            return Future.failedFuture(failure);
        }
        var answer = answers.problem(call, refused.refusal().failure());
        return Future.succeededFuture(OrderAnswers.mark(answer, refused.isReplayed()));
    }

    private Future<Answer> get(Call call) {
        return findOrders
                .find(Shopper.of(call.principal()), call.pathId("id"))
                .map(OrderAnswers::shown);
    }

    private Future<Answer> list(Call call) {
        var shopper = Shopper.of(call.principal());
        var customer = call.query("customerId").map(UUID::fromString).orElse(null);
        var status =
                call.query("status")
                        .map(text -> OrderStatus.valueOf(text.toUpperCase(Locale.ROOT)))
                        .orElse(null);
        var filter = "orders:" + shopper.id() + ":" + customer + ":" + status;
        var before =
                call.cursor()
                        .map(cursor -> UUID.fromString(cursors.open(filter, cursor).getFirst()))
                        .orElse(null);
        return findOrders
                .list(shopper, customer, status, before, call.limit() + 1)
                .map(orders -> page(call, filter, orders));
    }

    private Answer page(Call call, String filter, List<Order> orders) {
        var rows = orders.stream().map(OrderView::listed).toList();
        return Answer.page(call, rows, row -> cursors.seal(filter, List.of(row.id().toString())));
    }

    private Future<Answer> cancel(Call call) {
        return cancelOrder
                .cancel(
                        Shopper.of(call.principal()),
                        call.pathId("id"),
                        call.body(CancelRequest.class).reason())
                .map(OrderAnswers::shown);
    }
}
