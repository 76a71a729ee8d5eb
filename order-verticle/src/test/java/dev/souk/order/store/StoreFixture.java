package dev.souk.order.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.events.Deletion;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.contract.Event;
import dev.souk.contract.Ids;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.Topic;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.OrderStore.Written;
import dev.souk.order.app.RequestKey;
import dev.souk.order.app.SagaStore.Work;
import dev.souk.order.app.ShippingAddress;
import dev.souk.order.app.Tracing;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.Orders;
import dev.souk.order.stream.OrderAnnouncements;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A database of its own with the service's tables, and the stores of two nodes over it. */
final class StoreFixture implements AutoCloseable {

    static final int SNAPSHOT_EVERY = 3;

    private static final int CONNECTIONS = 4;

    final Vertx vertx = Vertx.vertx();
    final Ids ids = new Ids(InstantSource.system(), new SecureRandom());
    final List<Event<?>> announced = new CopyOnWriteArrayList<>();
    final Database database;
    final PgStores one;
    final PgStores two;

    /** Whether the outbox takes nothing, so that the transaction around it fails. */
    volatile boolean outboxIsBroken;

    StoreFixture() {
        var config = DatabaseConfig.of(TestServers.newDatabase(), CONNECTIONS, "order");
        database = await(Database.open(vertx, config, "db/cluster", "db/order"));
        Eventually.holds("every connection is open", this::isWarm);
        one = stores("node-1");
        two = stores("node-2");
        await(one.sagas().beat());
        await(two.sagas().beat());
    }

    /** The stores of another node over the same database. */
    PgStores stores(String node) {
        return PgStores.over(database, outbox(), new OrderAnnouncements(ids), author(node));
    }

    static Author author(String node) {
        return new Author(node, node, Tracing.none(), SNAPSHOT_EVERY);
    }

    private boolean isWarm() {
        var checks = Stream.generate(database::check).limit(CONNECTIONS).toList();
        return await(Future.all(checks)).succeeded();
    }

    Outbox outbox() {
        return new Outbox() {
            @Override
            public Future<Void> append(
                    SqlConnection tx, Topic topic, List<? extends Event<?>> events) {
                if (outboxIsBroken) {
                    return Future.failedFuture(
                            ServiceFailure.unavailable("broken", Duration.ofSeconds(1)));
                }
                announced.addAll(events);
                return Future.succeededFuture();
            }

            @Override
            public Future<Void> append(SqlConnection tx, Topic topic, Deletion deletion) {
                return Future.failedFuture(new UnsupportedOperationException());
            }
        };
    }

    /** Always in the same trace. */
    static Tracing tracing(String traceparent) {
        return new Tracing() {
            @Override
            public String current() {
                return traceparent;
            }

            @Override
            public Future<Void> within(String other, Supplier<Future<Void>> work) {
                return work.get();
            }
        };
    }

    Decision placing(UUID customer) {
        return placing(customer, null);
    }

    Decision placing(UUID customer, @Nullable Long cartVersion) {
        var lines = Orders.lines();
        var placed =
                new OrderPlaced(
                        "7F3K-9QXM-2B4T",
                        customer,
                        lines,
                        Order.totalOf(lines),
                        Orders.CARD,
                        null,
                        cartVersion);
        return Order.place(ids.next(), placed, Orders.NOW);
    }

    static OrderDetails details() {
        return new OrderDetails(
                new ShippingAddress("Ada", "1 Souk Street", null, "Fez", "30000", "MA"),
                "tok_visa",
                null,
                null);
    }

    RequestKey key(UUID customer) {
        return new RequestKey(customer, ids.next().toString(), "hash");
    }

    /** An order that node 1 has just placed, and its claim. */
    Work placed(UUID customer) {
        return work(await(place(one, placing(customer))));
    }

    /** Has a node write an order under a new key. */
    Future<Written> place(PgStores node, Decision placing) {
        return place(node, placing, key(placing.next().customerId()));
    }

    /** Has a node write an order under a key. */
    static Future<Written> place(PgStores node, Decision placing, RequestKey key) {
        return node.orders().place(CheckoutSaga.begin(placing), details(), key);
    }

    static Work work(Written written) {
        if (written instanceof Written.New fresh) {
            return fresh.work();
        }
        throw new IllegalStateException("the key was taken: " + written);
    }

    @CanIgnoreReturnValue
    RowSet<Row> sql(String sql, Object... args) {
        return await(database.query(sql, Tuple.from(args)));
    }

    long count(String table, UUID orderId) {
        return sql("SELECT count(*) AS n FROM " + table + " WHERE order_id = $1", orderId)
                .iterator()
                .next()
                .getLong("n");
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
