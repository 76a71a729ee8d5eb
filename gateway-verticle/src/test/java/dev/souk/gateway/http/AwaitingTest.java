package dev.souk.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.web.BusForm;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class AwaitingTest {

    private static final RawRequest ORDER =
            new RawRequest(
                    "order",
                    "place-order",
                    Effect.IDEMPOTENT,
                    MultiMap.caseInsensitiveMultiMap(),
                    Buffer.buffer("{}"),
                    Set.of("one", "two"),
                    Optional.empty());

    private final Replies services = new Replies();
    private final Awaiting awaiting = new Awaiting(services, new WaitingRoom(1));

    @Test
    void givesAReplyThatIsFinalAsItIs() {
        var reply = RawReply.of(422, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());

        assertThat(end(reply)).isSameAs(reply);
        assertThat(services.asked).isEmpty();
    }

    @Test
    void givesTheBeginningAsMuchTimeAsTheShopperHas() {
        var context = CallContext.system(Duration.ofSeconds(5));

        var hasty = Awaiting.patient(context, Deadline.in(Duration.ofSeconds(2)));
        var patient = Awaiting.patient(context, Deadline.in(Duration.ofSeconds(10)));

        assertThat(hasty).isSameAs(context);
        assertThat(patient.deadline().left()).isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void asksTheNodeThatDoesTheWork() {
        services.next.add(Future.succeededFuture(reply(201, "two")));

        assertThat(end(begun("two")).status()).isEqualTo(201);

        assertThat(services.asked).singleElement().satisfies(this::holdsAtTwo);
        assertThat(services.asked.getFirst().endpoint()).isEqualTo("place-order/await");
        assertThat(services.asked.getFirst().body()).hasToString("the order");
    }

    @Test
    void waitsAtAnyNodeWhereThatOneLeaves() {
        services.next.add(Future.failedFuture(ServiceFailure.of(Reason.DRAINING, "leaving")));
        services.next.add(Future.succeededFuture(reply(201, "one")));

        assertThat(end(begun("two")).status()).isEqualTo(201);

        assertThat(services.asked).hasSize(2).first().satisfies(this::holdsAtTwo);
        assertThat(services.asked.getLast().nodes()).containsExactlyInAnyOrder("one", "two");
        assertThat(services.asked.getLast().hold()).isPresent();
    }

    @Test
    void asksForTheAnswerOfNowWhereNobodyCanHoldIt() {
        services.next.add(Future.failedFuture(ServiceFailure.of(Reason.DRAINING, "leaving")));
        services.next.add(Future.failedFuture(ServiceFailure.of(Reason.OVERLOADED, "full")));
        services.next.add(Future.succeededFuture(reply(202, "one")));

        assertThat(end(begun("two")).status()).isEqualTo(202);

        assertThat(services.asked.getLast().hold()).isEmpty();
    }

    @Test
    void takesARefusalForTheOutcome() {
        services.next.add(Future.failedFuture(ServiceFailure.of(Reason.REFUSED, "sold out")));

        assertThat(awaiting.end(begun("two"), ORDER, context(), wait(2)).failed()).isTrue();
        assertThat(services.asked).hasSize(1);
    }

    @Test
    void asksForTheAnswerOfNowWhereTheWaitIsOverOrTheRoomIsFull() {
        services.next.add(Future.succeededFuture(reply(202, "one")));

        assertThat(awaiting.end(begun("two"), ORDER, context(), wait(0)).result().status())
                .isEqualTo(202);

        assertThat(services.asked)
                .singleElement()
                .satisfies(now -> assertThat(now.hold()).isEmpty());
    }

    @Test
    void leavesItsPlaceToTheNext() {
        for (var i = 0; i < 3; i++) {
            services.next.add(Future.succeededFuture(reply(201, "two")));
            end(begun("two"));
        }

        assertThat(services.asked).hasSize(3).allSatisfy(this::holdsAtTwo);
    }

    private void holdsAtTwo(RawRequest asked) {
        assertThat(asked.nodes()).containsExactly("two");
        assertThat(asked.hold()).isPresent();
    }

    private RawReply end(RawReply first) {
        return awaiting.end(first, ORDER, context(), wait(2)).result();
    }

    private static Deadline wait(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds));
    }

    private static CallContext context() {
        return CallContext.system(Duration.ofSeconds(5));
    }

    private static RawReply begun(String nodeId) {
        var headers = MultiMap.caseInsensitiveMultiMap().set(BusForm.WAIT_FOR, "the order");
        return new RawReply(202, headers, Buffer.buffer(), nodeId);
    }

    private static RawReply reply(int status, String nodeId) {
        return new RawReply(status, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(), nodeId);
    }

    /** Answers in turn, and keeps what it was asked. */
    private static final class Replies implements ServiceClient {

        private final Deque<Future<RawReply>> next = new ArrayDeque<>();
        private final List<RawRequest> asked = new ArrayList<>();

        @Override
        public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<RawReply> exchange(RawRequest request, CallContext context) {
            asked.add(request);
            return next.remove();
        }
    }
}
