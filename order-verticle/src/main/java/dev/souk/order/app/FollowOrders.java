package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.Followed.Request;
import dev.souk.order.app.Followed.Whose;
import dev.souk.order.app.OrderChanges.Kept;
import dev.souk.order.app.OrderChanges.Numbered;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Tells open streams what becomes of the orders that they follow. The database is the only buffer:
 * one query reads, for all streams of this node, what each has not been told yet; soon after a
 * change here, and at the latest after a quarter of a second. A stream that doesn't read stays
 * where it is, and is cut when that lasts.
 */
public final class FollowOrders {

    /** How often to call {@link #tick()}. */
    public static final Duration TICK = Duration.ofMillis(50);

    private static final int TICKS_WITHOUT_NEWS = 5;
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_PER_USER = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final OrderChanges changes;
    private final BiFunction<Shopper, UUID, Future<StoredOrder>> orders;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Predicate<String> isEnded;
    private final int most;
    private final Set<Followed> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean news = new AtomicBoolean();
    private int quietTicks;
    private volatile boolean leaving;

    /**
     * @param orders finds an order that somebody may see
     * @param isEnded whether a session was ended
     * @param most how many streams this node keeps open
     */
    public FollowOrders(
            OrderChanges changes,
            BiFunction<Shopper, UUID, Future<StoredOrder>> orders,
            InstantSource clock,
            RandomGenerator random,
            Predicate<String> isEnded,
            int most) {
        this.changes = changes;
        this.orders = orders;
        this.clock = clock;
        this.random = random;
        this.isEnded = isEnded;
        this.most = most;
    }

    /**
     * Follows one order: from its beginning, or from behind one of its versions. Fails with {@code
     * NOT_FOUND} for an order that isn't there, and for a stranger's.
     */
    public Future<Followed> order(Request request, UUID orderId) {
        return orders.apply(request.shopper(), orderId)
                .compose(stored -> order(request, stored.order()));
    }

    /** The number is read before the history, so that what is in neither can't be. */
    private Future<Followed> order(Request request, Order order) {
        var kept = changes.kept(order.customerId());
        return kept.compose(_ -> changes.history(order.id()))
                .map(
                        history -> {
                            var after = seen(request, order.version());
                            var begun =
                                    history.stream()
                                            .filter(change -> change.version() > after)
                                            .toList();
                            var whose = new Whose(order.customerId(), order.id());
                            return new Followed(this, request, whose, kept.result().last(), begun);
                        })
                .map(this::admit);
    }

    /**
     * Follows all orders of a customer: from now on, or from behind a change. Fails with {@code
     * GONE} where changes since then are not kept any more.
     */
    public Future<Followed> ofCustomer(Request request) {
        var customer = request.shopper().id();
        return changes.kept(customer)
                .map(kept -> position(request, kept))
                .map(
                        number ->
                                new Followed(
                                        this,
                                        request,
                                        new Whose(customer, null),
                                        number,
                                        List.of()))
                .map(this::admit);
    }

    private static long position(Request request, Kept kept) {
        if (request.after() == null) {
            return kept.last();
        }
        var after = seen(request, kept.last());
        if (after + 1 < kept.first()) {
            throw ServiceFailure.of(
                    Reason.GONE, "cursor-expired", "What followed that id is no longer kept");
        }
        return after;
    }

    private static long seen(Request request, long last) {
        var after = request.after();
        if (after == null) {
            return 0;
        }
        if (after < 0 || after > last) {
            throw ServiceFailure.of(Reason.INVALID, "No event has had this Last-Event-ID");
        }
        return after;
    }

    private Followed admit(Followed followed) {
        if (isEnded.test(followed.request().session())) {
            throw ServiceFailure.of(Reason.UNAUTHENTICATED, "The session was ended");
        }
        if (leaving) {
            throw ServiceFailure.of(Reason.DRAINING, "This node is leaving")
                    .retryAfter(RETRY_AFTER);
        }
        var user = followed.request().shopper().id();
        if (open.stream().filter(one -> one.request().shopper().id().equals(user)).count()
                >= MOST_PER_USER) {
            throw ServiceFailure.of(
                            Reason.QUOTA, "At most " + MOST_PER_USER + " streams for one user")
                    .retryAfter(RETRY_AFTER);
        }
        if (open.size() >= most) {
            throw ServiceFailure.of(Reason.OVERLOADED, "This node has enough open streams")
                    .retryAfter(RETRY_AFTER);
        }
        open.add(followed);
        news.set(true);
        return followed;
    }

    /** An order has changed on this node. */
    public void changed() {
        news.set(true);
    }

    /** Tells what there is to tell, if it is time. One at a time. */
    public Future<Void> tick() {
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        quietTicks++;
        if (!news.getAndSet(false) && quietTicks < TICKS_WITHOUT_NEWS) {
            return Future.succeededFuture();
        }
        quietTicks = 0;
        return poll();
    }

    private Future<Void> poll() {
        var now = clock.instant();
        var numbers = new HashMap<UUID, Long>();
        for (var followed : open) {
            if (followed.isReady(now)) {
                numbers.merge(followed.customerId(), followed.number(), Math::min);
            } else {
                cutIfStuck(followed, now);
            }
        }
        return numbers.isEmpty()
                ? Future.succeededFuture()
                : changes.after(numbers, MOST_AT_ONCE).map(all -> tell(numbers, all)).mapEmpty();
    }

    private void cutIfStuck(Followed followed, Instant now) {
        if (followed.isStuck(now, PATIENCE)) {
            cut(followed);
        }
    }

    /**
     * @param asked for each customer, the number behind which the changes begin: not for a stream
     *     that stands before it, because it came or had no room when they were asked for
     */
    private int tell(Map<UUID, Long> asked, List<Numbered> all) {
        var byCustomer = new HashMap<UUID, List<Numbered>>();
        all.forEach(
                one ->
                        byCustomer
                                .computeIfAbsent(one.customerId(), _ -> new ArrayList<>())
                                .add(one));
        open.stream()
                .filter(one -> one.number() >= asked.getOrDefault(one.customerId(), Long.MAX_VALUE))
                .forEach(one -> tell(one, byCustomer.getOrDefault(one.customerId(), List.of())));
        if (hasMore(byCustomer)) {
            news.set(true);
        }
        return all.size();
    }

    private static boolean hasMore(Map<UUID, List<Numbered>> byCustomer) {
        return byCustomer.values().stream().anyMatch(some -> some.size() == MOST_AT_ONCE);
    }

    private static void tell(Followed followed, List<Numbered> all) {
        for (var one : all) {
            if (!followed.tell(one)) {
                return;
            }
        }
    }

    void forget(Followed followed) {
        open.remove(followed);
    }

    /** What ended while the stream was about to begin has not seen it. */
    void begun(Followed followed) {
        if (leaving) {
            sendAway(followed);
        }
        if (isEnded.test(followed.request().session())) {
            cut(followed);
        }
    }

    /** How many streams are open here. */
    public int size() {
        return open.size();
    }

    /** Ends the streams of a session that was ended. On any thread. */
    public void endSession(String session) {
        open.stream()
                .filter(followed -> followed.request().session().equals(session))
                .forEach(this::cut);
    }

    /** Sends every client to another node, not all in one moment. */
    public void leave() {
        leaving = true;
        open.forEach(this::sendAway);
    }

    private void sendAway(Followed followed) {
        var listener = followed.listener();
        if (listener != null) {
            forget(followed);
            listener.end(Duration.ofMillis(200 + random.nextInt(1_000)));
        }
    }

    private void cut(Followed followed) {
        var listener = followed.listener();
        if (listener != null) {
            forget(followed);
            listener.cut();
        }
    }
}
