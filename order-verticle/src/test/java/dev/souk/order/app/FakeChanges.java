package dev.souk.order.app;

import dev.souk.order.domain.OrderStatus;
import dev.souk.order.domain.PaymentStatus;
import dev.souk.order.domain.StatusChange;

import io.vertx.core.Future;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The changes of one customer's orders, numbered from 1, and how often they were asked for. */
public final class FakeChanges implements OrderChanges {

    private final UUID customer;
    private final List<StatusChange> all = new ArrayList<>();
    private long forgotten;
    int queries;

    /** Happens between a question for changes and its answer. */
    Runnable meanwhile = () -> {};

    public FakeChanges(UUID customer) {
        this.customer = customer;
    }

    public void add(UUID order, long version) {
        all.add(
                new StatusChange(
                        order,
                        version,
                        "order.reserved",
                        OrderStatus.RESERVED,
                        PaymentStatus.PENDING,
                        Instant.EPOCH));
    }

    public void forgetUpTo(long number) {
        forgotten = number;
    }

    @Override
    public Future<Kept> kept(UUID customerId) {
        return Future.succeededFuture(new Kept(forgotten + 1, all.size()));
    }

    @Override
    public Future<List<Numbered>> after(Map<UUID, Long> numbers, int most) {
        queries++;
        var found = new ArrayList<Numbered>();
        var after = numbers.getOrDefault(customer, (long) all.size());
        for (var i = after.intValue(); i < all.size() && found.size() < most; i++) {
            found.add(new Numbered(customer, i + 1L, all.get(i)));
        }
        meanwhile.run();
        return Future.succeededFuture(found);
    }

    @Override
    public Future<List<StatusChange>> history(UUID orderId) {
        return Future.succeededFuture(
                all.stream().filter(change -> change.orderId().equals(orderId)).toList());
    }
}
