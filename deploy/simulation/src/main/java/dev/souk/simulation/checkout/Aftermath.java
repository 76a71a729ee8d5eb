package dev.souk.simulation.checkout;

import dev.souk.contract.Money;
import dev.souk.order.app.RefundOrder;
import dev.souk.order.app.RefundOrder.StoredRefund;
import dev.souk.order.app.Shopper;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Lost;
import dev.souk.simulation.engine.Node;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What people do about orders that they have: call them off, ask for money back, send them on their
 * way; and, now and then, a reconciler's wish that a saga look again.
 */
final class Aftermath {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REVIEW_EVERY = Duration.ofSeconds(2);
    private static final int TRIES = 4;

    private final Ground ground;
    private final Chance chance;
    private final Node node;
    private final List<OrderNode> orders;
    private final Map<Wish, Money> refunds = new LinkedHashMap<>();
    private boolean isOver;

    /** A refund that somebody asked for, under a name of their own. */
    record Wish(UUID order, String name) {}

    Aftermath(Ground ground, Node node, List<OrderNode> orders) {
        this.ground = ground;
        this.chance = ground.chance().split();
        this.node = node;
        this.orders = orders;
    }

    /** The refunds that were acknowledged. */
    Map<Wish, Money> refunds() {
        return refunds;
    }

    /** Plans what happens to an order, from the time at which it is sent first. */
    void plan(Purchase purchase, Duration first) {
        if (chance.perMille(200)) {
            later(first, 8_000, "call off", () -> callOff(purchase));
        }
        if (chance.perMille(300)) {
            for (var i = chance.between(1, 3); i > 0; i--) {
                var name = "wish-" + i;
                later(first, 15_000, "refund", () -> refund(purchase, name));
            }
        }
        if (chance.perMille(150)) {
            later(first, 12_000, "ship", () -> ship(purchase));
            later(first, 20_000, "deliver", () -> deliver(purchase));
        }
    }

    /** Has random sagas look again, until it is over. */
    void review(List<Purchase> purchases) {
        if (!isOver) {
            var id = chance.of(purchases).orderId();
            if (id != null) {
                send("review", at -> at.store().review(id));
            }
            node.after(REVIEW_EVERY, "review", () -> review(purchases));
        }
    }

    /** Nobody looks again any more. */
    void end() {
        isOver = true;
    }

    private void later(Duration first, int mostMillis, String what, Runnable action) {
        node.after(first.plusMillis(chance.between(0, mostMillis)), what, action);
    }

    private void callOff(Purchase purchase) {
        var id = purchase.orderId();
        if (id != null) {
            var shopper = new Shopper(purchase.customer(), false);
            send("cancel", at -> at.cancel().cancel(shopper, id, null));
        }
    }

    private void ship(Purchase purchase) {
        var id = purchase.orderId();
        if (id != null) {
            send("ship", at -> at.fulfil().ship(id, "carrier", "number"));
        }
    }

    private void deliver(Purchase purchase) {
        var id = purchase.orderId();
        if (id != null) {
            send("deliver", at -> at.fulfil().deliver(id));
        }
    }

    private void refund(Purchase purchase, String name) {
        var id = purchase.orderId();
        if (id != null) {
            var amount = new Money(chance.between(1, 300), "EUR");
            refund(new RefundOrder.Request(id, name, amount, null, purchase.customer()), TRIES);
        }
    }

    /** Under the same name, so that it is one refund however often it is sent. */
    private void refund(RefundOrder.Request request, int tries) {
        this.<StoredRefund>ask("refund", at -> at.refund().refund(request))
                .onSuccess(
                        _ ->
                                refunds.put(
                                        new Wish(request.orderId(), request.request()),
                                        request.amount()))
                .onFailure(
                        failure -> {
                            if (failure instanceof Lost && tries > 1) {
                                refund(request, tries - 1);
                            }
                        });
    }

    private <T> void send(String what, Function<OrderNode.Life, Future<T>> work) {
        ask(what, work)
                .onFailure(failure -> ground.scheduler().note("people", what + " failed", failure));
    }

    private <T> Future<T> ask(String what, Function<OrderNode.Life, Future<T>> work) {
        var at = chance.of(orders);
        return ground.network().ask(node, at.node(), what, PATIENCE, () -> work.apply(at.life()));
    }
}
