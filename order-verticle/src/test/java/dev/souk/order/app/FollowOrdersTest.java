package dev.souk.order.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.Followed.Request;
import dev.souk.order.domain.Orders;
import dev.souk.order.domain.StatusChange;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class FollowOrdersTest {

    private static final int MOST = 3;
    private static final Shopper SHOPPER = new Shopper(Orders.CUSTOMER, false);

    private static final OrderDetails DETAILS =
            new OrderDetails(
                    new ShippingAddress("Ada", "1 Souk Street", null, "Fez", "30000", "MA"),
                    "tok_visa",
                    null,
                    null);

    private final FakeChanges changes = new FakeChanges(Orders.CUSTOMER);
    private final Set<String> ended = new HashSet<>();
    private final FollowOrders follow = node();
    private Instant now = Instant.EPOCH;

    /** A client that takes in only so much until it reads. */
    private static final class Client implements Followed.Listener {

        final List<Long> ids = new ArrayList<>();
        final List<Long> marks = new ArrayList<>();
        int room = Integer.MAX_VALUE;
        boolean isCut;
        @Nullable Duration retry;

        @Override
        public boolean isFull() {
            return room <= 0;
        }

        @Override
        public void tell(long id, StatusChange change) {
            room--;
            ids.add(id);
        }

        @Override
        public void mark(long id) {
            marks.add(id);
        }

        @Override
        public void end(Duration after) {
            retry = after;
        }

        @Override
        public void cut() {
            isCut = true;
        }
    }

    @Test
    void tellsEveryChangeOnceAndSaysFirstWhereToComeBackTo() {
        add(5);
        var client = client(null);
        add(3);
        tick();
        tick();

        assertThat(client.marks).containsExactly(5L);
        assertThat(client.ids).containsExactly(6L, 7L, 8L);
    }

    @Test
    void goesOnAtAnotherNodeBehindTheLastIdWithoutGapOrRepeat() {
        var first = client(null);
        add(100);
        tick();
        add(50);
        var other = node();
        var third = new Client();
        other.ofCustomer(request(first.ids.getLast())).onSuccess(one -> one.begin(third));
        IntStream.range(0, 20).forEach(_ -> run(other));

        var all = new ArrayList<>(first.ids);
        all.addAll(third.ids);
        assertThat(all).isEqualTo(LongStream.rangeClosed(1, 150).boxed().toList());
    }

    @Test
    void tellsAnOrdersChangesFromItsBeginningAndFromBehindAVersion() {
        changes.add(Orders.ID, 1);
        changes.add(UUID.randomUUID(), 1);
        changes.add(Orders.ID, 2);
        var whole = order(null);
        var rest = order(1L);
        changes.add(UUID.randomUUID(), 2);
        changes.add(Orders.ID, 4);
        tick();

        assertThat(whole.ids).containsExactly(1L, 2L, 4L);
        assertThat(rest.ids).containsExactly(2L, 4L);
        assertThat(reasonOf(follow.order(request(7L), Orders.ID))).isEqualTo(Reason.INVALID);
    }

    @Test
    void asksOnceForAllStreams() {
        client(null);
        client(null);
        client(0L);
        tick();

        assertThat(changes.queries).isEqualTo(1);
    }

    @Test
    void asksNothingWhileNobodyFollowsAndSeldomWhileNothingIsHeard() {
        run(follow);
        assertThat(changes.queries).isZero();
        client(null);
        tick();
        IntStream.range(0, 10).forEach(_ -> run(follow));

        assertThat(changes.queries).isEqualTo(3);
    }

    @Test
    void leavesASlowReaderWhereItIsAndCutsItWhenThatLasts() {
        var slow = client(null);
        slow.room = 2;
        add(10);
        tick();
        assertThat(slow.ids).containsExactly(1L, 2L);
        slow.room = 3;
        tick();
        assertThat(slow.ids).containsExactly(1L, 2L, 3L, 4L, 5L);
        tick();
        now = now.plusSeconds(11);
        tick();

        assertThat(slow.isCut).isTrue();
        assertThat(follow.size()).isZero();
    }

    @Test
    void skipsNothingForAStreamThatComesWhileOthersAreAskedFor() {
        add(100);
        var first = client(null);
        add(1);
        var late = new Client();
        changes.meanwhile = () -> follow.ofCustomer(request(50L)).onSuccess(one -> one.begin(late));
        tick();
        changes.meanwhile = () -> {};
        IntStream.range(0, 20).forEach(_ -> run(follow));

        assertThat(first.ids).containsExactly(101L);
        assertThat(late.ids).isEqualTo(LongStream.rangeClosed(51, 101).boxed().toList());
    }

    @Test
    void skipsNothingForASlowReaderThatFindsRoomWhileOthersAreAskedFor() {
        var slow = client(null);
        slow.room = 2;
        var quick = client(null);
        add(10);
        tick();
        add(1);
        changes.meanwhile = () -> slow.room = 100;
        tick();
        tick();

        assertThat(quick.ids).hasSize(11);
        assertThat(slow.ids).isEqualTo(LongStream.rangeClosed(1, 11).boxed().toList());
    }

    @Test
    void endsTheStreamsOfASessionThatEndsAndBeginsNone() {
        var client = client(null);
        ended.add("session");
        follow.endSession("session");

        assertThat(client.isCut).isTrue();
        assertThat(reasonOf(follow.ofCustomer(request(null)))).isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void cutsAStreamWhoseSessionEndsBeforeItHasBegun() {
        var followed = follow.ofCustomer(request(null)).result();
        ended.add("session");
        follow.endSession("session");
        var client = new Client();
        followed.begin(client);

        assertThat(client.isCut).isTrue();
    }

    @Test
    void sendsEverybodyElsewhereWhenTheNodeLeaves() {
        var client = client(null);
        var late = follow.ofCustomer(request(null)).result();
        follow.leave();
        var other = new Client();
        late.begin(other);

        assertThat(client.retry).isBetween(Duration.ofMillis(200), Duration.ofMillis(1_200));
        assertThat(other.retry).isNotNull();
        assertThat(reasonOf(follow.ofCustomer(request(null)))).isEqualTo(Reason.DRAINING);
    }

    @Test
    void opensNoMoreThanItMay() {
        IntStream.range(0, MOST).forEach(_ -> client(null));

        assertThat(reasonOf(follow.ofCustomer(request(null)))).isEqualTo(Reason.OVERLOADED);
    }

    @Test
    void refusesAnIdThatWasNeverGivenAndOneWhoseFollowersAreForgotten() {
        add(10);
        changes.forgetUpTo(5);

        assertThat(reasonOf(follow.ofCustomer(request(11L)))).isEqualTo(Reason.INVALID);
        assertThat(reasonOf(follow.ofCustomer(request(4L)))).isEqualTo(Reason.GONE);
        assertThat(follow.ofCustomer(request(5L)).succeeded()).isTrue();
    }

    private FollowOrders node() {
        return new FollowOrders(
                changes, this::found, () -> now, new Random(1), ended::contains, MOST);
    }

    private Future<StoredOrder> found(Shopper shopper, UUID id) {
        return Future.succeededFuture(new StoredOrder(Orders.confirmed(), DETAILS));
    }

    private Client client(@Nullable Long after) {
        var client = new Client();
        var opened = follow.ofCustomer(request(after)).onSuccess(one -> one.begin(client));
        assertThat(opened.succeeded()).isTrue();
        return client;
    }

    private Client order(@Nullable Long after) {
        var client = new Client();
        var opened = follow.order(request(after), Orders.ID).onSuccess(one -> one.begin(client));
        assertThat(opened.succeeded()).isTrue();
        return client;
    }

    private static Request request(@Nullable Long after) {
        return new Request(SHOPPER, "session", after);
    }

    private void add(int count) {
        IntStream.range(0, count).forEach(i -> changes.add(UUID.randomUUID(), i + 1L));
    }

    private void tick() {
        follow.changed();
        run(follow);
    }

    private static void run(FollowOrders node) {
        assertThat(node.tick().succeeded()).isTrue();
    }

    private static Reason reasonOf(Future<?> refused) {
        return ((ServiceFailure) refused.cause()).reason();
    }
}
