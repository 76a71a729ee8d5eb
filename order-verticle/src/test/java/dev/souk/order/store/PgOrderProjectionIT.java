package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.OrderProjection.Progress;
import dev.souk.order.app.OrderProjection.State;
import dev.souk.order.app.RebuildProjection;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Orders;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class PgOrderProjectionIT {

    private static final int ORDERS = 2_000;
    private static final int AT_ONCE = 8;
    private static final int WRITERS = 3;

    @SuppressWarnings("NullAway.Init")
    private StoreFixture fixture;

    private final List<UUID> ids = new ArrayList<>();

    @BeforeEach
    void open() {
        fixture = new StoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void putsARebuiltOneInThePlaceOfAWrongOneWhileOrdersAreWritten() {
        place(ORDERS);
        fixture.sql("UPDATE orders SET state = jsonb_set(state, '{number}', '\"WRONG\"')");
        var shape = shape();
        var rebuild = rebuild("node-1");
        await(rebuild.begin());
        var writers = IntStream.range(0, WRITERS).mapToObj(i -> new Writer(rebuild, i)).toList();
        var written = Future.join(writers.stream().map(Writer::goOn).toList());
        await(rebuild.ended());
        assertThat(await(written).succeeded()).isTrue();

        var progress = await(rebuild.progress()).orElseThrow();
        assertThat(progress.state()).isEqualTo(State.DONE);
        assertThat(progress.percent()).isEqualTo(100);
        assertThat(progress.done()).isGreaterThanOrEqualTo(ORDERS);
        assertThat(writers).allSatisfy(writer -> assertThat(writer.count.get()).isPositive());
        assertEqualsItsEvents();
        assertThat(shape()).isEqualTo(shape);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void leavesTheLiveOneAloneWhereAnOrderCannotBeFolded() {
        place(3);
        var shape = shape();
        var broken = fixture.ids.next();
        fixture.sql(
                "INSERT INTO order_events (order_id, version, type, schema, recorded_at, data)"
                        + " VALUES ($1, 1, 'never-heard-of', 1, now(), '{}')",
                broken);
        var rebuild = rebuild("node-1");
        await(rebuild.begin());
        await(rebuild.ended());

        assertThat(await(rebuild.progress()).map(Progress::state)).contains(State.FAILED);
        assertThat(shape()).isEqualTo(shape);
        assertThat(leftovers()).isEmpty();
        fixture.sql("DELETE FROM order_events WHERE order_id = $1", broken);
        await(rebuild.begin());
        await(rebuild.ended());
        assertThat(await(rebuild.progress()).map(Progress::state)).contains(State.DONE);
        assertEqualsItsEvents();
    }

    @Test
    void givesTheRebuildToOneNodeAndTakesItFromADeadOne() {
        place(1);
        var one = projection("node-1");
        var two = projection("node-2");
        await(fixture.one.sagas().beat());
        var lease = await(one.take()).orElseThrow();
        assertThat(await(one.begin(lease))).isTrue();
        assertThat(await(two.take())).isEmpty();
        fixture.sql(
                "UPDATE order_nodes SET seen_at = now() - interval '6 seconds' WHERE node_id = $1",
                "node-1");

        assertThat(await(two.progress()).map(Progress::state)).contains(State.FAILED);
        var taken = await(two.take()).orElseThrow();
        assertThat(await(two.begin(taken))).isTrue();
        assertThat(reasonOf(one.fill(lease, null))).isEqualTo(Reason.CONFLICT);
        assertThat(reasonOf(one.swap(lease))).isEqualTo(Reason.CONFLICT);
        assertThat(await(two.fill(taken, null))).isPresent();
    }

    @Test
    void clearsAwayWhatADeadNodeHasLeft() {
        place(1);
        var one = projection("node-1");
        await(fixture.one.sagas().beat());
        assertThat(await(one.begin(await(one.take()).orElseThrow()))).isTrue();
        fixture.sql("DELETE FROM order_nodes");

        await(projection("node-2").failAbandoned());

        assertThat(leftovers()).isEmpty();
        assertThat(await(one.progress()).orElseThrow())
                .extracting(Progress::state, Progress::reason)
                .containsExactly(State.FAILED, "Its node is gone");
    }

    @Test
    void doesNotMakeShoppersWaitForATableThatIsInUse() {
        place(1);
        var projection = projection("node-1");
        await(fixture.one.sagas().beat());
        var lease = await(projection.take()).orElseThrow();
        assertThat(await(projection.begin(lease))).isTrue();
        await(projection.fill(lease, null));
        await(projection.complete(lease));
        var reader = await(fixture.database.pool().getConnection());
        var reading = await(reader.begin());
        await(reader.query("SELECT count(*) FROM orders").execute());

        assertThat(await(projection.swap(lease))).isFalse();
        await(reading.rollback());
        await(reader.close());
        assertThat(await(projection.swap(lease))).isTrue();
        await(projection.dropOld(lease));
        assertEqualsItsEvents();
    }

    /** Places, calls off and reads its own orders until the rebuild has ended. */
    private final class Writer {

        private final RebuildProjection rebuild;
        private final UUID customer = fixture.ids.next();
        private final AtomicInteger next;
        private final AtomicInteger count = new AtomicInteger();

        Writer(RebuildProjection rebuild, int first) {
            this.rebuild = rebuild;
            this.next = new AtomicInteger(first);
        }

        Future<Void> goOn() {
            var wasOver = rebuild.ended().isComplete();
            return write().compose(_ -> wasOver ? Future.succeededFuture() : goOn());
        }

        private Future<Void> write() {
            count.incrementAndGet();
            var placing = fixture.placing(customer);
            var old = ids.get(next.getAndAdd(WRITERS) % ORDERS);
            return fixture.place(fixture.one, placing)
                    .compose(_ -> callOff(placing.next().id()))
                    .compose(_ -> callOff(old));
        }

        private Future<Void> callOff(UUID id) {
            return cancel(id).compose(PgOrderProjectionIT.this::requireVisible);
        }
    }

    private Future<Void> requireVisible(Order written) {
        return fixture.two
                .orders()
                .find(written.id())
                .map(found -> found.orElseThrow().order().version())
                .compose(
                        version ->
                                version >= written.version()
                                        ? Future.succeededFuture()
                                        : Future.failedFuture("a stale answer"));
    }

    private Future<Order> cancel(UUID id) {
        var cause = Cancellation.of(CancellationCode.BY_CUSTOMER);
        return fixture.one
                .orders()
                .cancel(id, order -> order.cancel(cause, Orders.NOW), null)
                .map(stored -> stored.orElseThrow().order());
    }

    private void place(int count) {
        for (var begun = 0; begun < count; begun += AT_ONCE) {
            var some =
                    IntStream.range(begun, Math.min(count, begun + AT_ONCE))
                            .mapToObj(_ -> place())
                            .toList();
            assertThat(await(Future.all(some)).succeeded()).isTrue();
        }
    }

    private Future<?> place() {
        var customer = fixture.ids.next();
        var placing = fixture.placing(customer);
        ids.add(placing.next().id());
        return fixture.place(fixture.one, placing);
    }

    private void assertEqualsItsEvents() {
        var events =
                fixture.sql(
                        "SELECT order_id, version, type, schema, recorded_at, data::text AS data"
                                + " FROM order_events ORDER BY order_id, version");
        var folded = new HashMap<UUID, Order>();
        OrderLog.factsOf(events).forEach((id, facts) -> folded.put(id, Order.replay(id, facts)));
        var rows =
                fixture.sql(
                        "SELECT order_id, version, status, customer_id, state::text AS state"
                                + " FROM orders");
        assertThat(rows.size()).isEqualTo(folded.size());
        for (var row : rows) {
            var order = folded.get(row.getUUID("order_id"));
            assertThat(OrderLog.projected(row.getString("state"))).isEqualTo(order);
            assertThat(row.getLong("version")).isEqualTo(order.version());
            assertThat(row.getString("status")).isEqualTo(order.status().code());
            assertThat(row.getUUID("customer_id")).isEqualTo(order.customerId());
        }
    }

    /** The names and definitions of all that belongs to the live table. */
    private List<String> shape() {
        var shape = new ArrayList<String>();
        fixture.sql(
                        """
                        SELECT pg_get_indexdef(indexrelid) AS part FROM pg_index
                        WHERE indrelid = 'orders'::regclass
                        UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid)
                        FROM pg_constraint WHERE conrelid = 'orders'::regclass
                        UNION ALL SELECT reloptions::text FROM pg_class
                        WHERE oid = 'orders'::regclass
                        UNION ALL SELECT obj_description('orders'::regclass, 'pg_class')
                        UNION ALL SELECT attname || ' ' || atttypid::regtype || ' ' || attnum
                        FROM pg_attribute WHERE attrelid = 'orders'::regclass AND attnum > 0
                        ORDER BY part
                        """)
                .forEach(row -> shape.add(row.getString("part")));
        return shape;
    }

    /** What a rebuild makes for itself. */
    private List<String> leftovers() {
        var left = new ArrayList<String>();
        fixture.sql(
                        """
                        SELECT relname::text AS name FROM pg_class
                        WHERE relname LIKE 'orders\\_%' AND relname ~ '(_next|_old)$'
                        UNION ALL SELECT tgname::text FROM pg_trigger WHERE tgname = 'orders_touch'
                        """)
                .forEach(row -> left.add(row.getString("name")));
        return left;
    }

    private RebuildProjection rebuild(String node) {
        return new RebuildProjection(projection(node), this::pause);
    }

    private PgOrderProjection projection(String node) {
        return new PgOrderProjection(fixture.database, StoreFixture.author(node));
    }

    private Future<Void> pause(Duration time) {
        return fixture.vertx.timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }

    private static Reason reasonOf(Future<?> refused) {
        var cause =
                await(refused.<Throwable>transform(done -> Future.succeededFuture(done.cause())));
        return ((ServiceFailure) cause).reason();
    }
}
