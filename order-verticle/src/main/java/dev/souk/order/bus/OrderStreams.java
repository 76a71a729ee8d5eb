package dev.souk.order.bus;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.cluster.web.ServerSentEvents;
import dev.souk.cluster.web.StreamRefusal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.FollowOrders;
import dev.souk.order.app.Followed;
import dev.souk.order.app.Followed.Request;
import dev.souk.order.app.Shopper;
import dev.souk.order.domain.StatusChange;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of orders, as server-sent events. */
public final class OrderStreams {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MOST_DIGITS = 18;

    private final FollowOrders follow;

    /** As much of an order as changes with its status, in the shape of the whole one. */
    private record Change(
            UUID id, String status, PaymentChange payment, long version, Instant updatedAt) {

        static Change of(StatusChange change) {
            return new Change(
                    change.orderId(),
                    change.status().code(),
                    new PaymentChange(change.payment().code()),
                    change.version(),
                    change.time());
        }
    }

    private record PaymentChange(String status) {}

    public OrderStreams(FollowOrders follow) {
        this.follow = follow;
    }

    /** Answers the streams. */
    public Operations addTo(Operations operations) {
        return operations
                .onStream(
                        "stream-order",
                        (call, http) ->
                                begin(follow.order(requestOf(call), call.pathId("id")), http))
                .onStream(
                        "stream-orders",
                        (call, http) -> begin(follow.ofCustomer(requestOf(call)), http));
    }

    private static Request requestOf(Call call) {
        var principal = call.principal();
        var after = ServerSentEvents.lastEventId(call).map(OrderStreams::number).orElse(null);
        return new Request(Shopper.of(principal), principal.session(), after);
    }

    private static @Nullable Long number(String id) {
        if (id.length() > MOST_DIGITS || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw ServiceFailure.of(Reason.INVALID, "No event has had this Last-Event-ID");
        }
        return Long.valueOf(id);
    }

    private static void begin(Future<Followed> found, RoutingContext http) {
        found.onSuccess(followed -> open(followed, http))
                .onFailure(failure -> StreamRefusal.answer(http, failure));
    }

    private static void open(Followed followed, RoutingContext http) {
        if (http.response().closed()) {
            followed.close();
            return;
        }
        var events = ServerSentEvents.open(http, RETRY);
        events.onClose(followed::close);
        followed.begin(new Client(events, http.vertx().getOrCreateContext()));
    }

    /** The other end of a stream; what it hasn't taken yet is counted, so that it stays little. */
    private static final class Client implements Followed.Listener {

        private static final int MOST_UNREAD = 64;

        private final ServerSentEvents events;
        private final Context context;
        private final AtomicInteger unread = new AtomicInteger();

        Client(ServerSentEvents events, Context context) {
            this.events = events;
            this.context = context;
        }

        @Override
        public boolean isFull() {
            return unread.get() >= MOST_UNREAD;
        }

        @Override
        public void tell(long id, StatusChange change) {
            unread.incrementAndGet();
            var data = Json.encode(Change.of(change)).toString();
            context.runOnContext(_ -> send(Long.toString(id), change.type(), data));
        }

        private void send(String id, String type, String data) {
            events.send(id, type, data).onComplete(_ -> unread.decrementAndGet());
        }

        @Override
        public void mark(long id) {
            unread.incrementAndGet();
            context.runOnContext(_ -> sendMark(Long.toString(id)));
        }

        private void sendMark(String id) {
            events.mark(id).onComplete(_ -> unread.decrementAndGet());
        }

        @Override
        public void end(Duration retry) {
            context.runOnContext(_ -> events.end(retry).onComplete(_ -> unread.set(0)));
        }

        @Override
        public void cut() {
            context.runOnContext(_ -> events.cut().onComplete(_ -> unread.set(0)));
        }
    }
}
