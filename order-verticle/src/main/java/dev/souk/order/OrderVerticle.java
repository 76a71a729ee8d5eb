package dev.souk.order;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.MonthlyPartitions;
import dev.souk.cluster.web.Operations;
import dev.souk.order.api.OrderApi;
import dev.souk.order.app.AwaitOrder;
import dev.souk.order.app.CancelOrder;
import dev.souk.order.app.ChangeCart;
import dev.souk.order.app.FindOrders;
import dev.souk.order.app.Fulfil;
import dev.souk.order.app.HearProvider;
import dev.souk.order.app.MendSagas;
import dev.souk.order.app.OrderWatch;
import dev.souk.order.app.PlaceOrder;
import dev.souk.order.app.Pricing;
import dev.souk.order.app.RefundOrder;
import dev.souk.order.app.RunSagas;
import dev.souk.order.app.TakeStep;
import dev.souk.order.app.Tracing;
import dev.souk.order.app.ViewCart;
import dev.souk.order.bus.CartResources;
import dev.souk.order.bus.CatalogOverBus;
import dev.souk.order.bus.FulfilmentResources;
import dev.souk.order.bus.OrderResources;
import dev.souk.order.bus.SagaResources;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.store.Author;
import dev.souk.order.store.PgRecords;
import dev.souk.order.store.PgStores;
import dev.souk.order.store.Rehearsal;
import dev.souk.order.stream.OrderAnnouncements;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The order service: its parts, put together. */
public final class OrderVerticle extends VerticleBase {

    /** The service as a node runs it. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(OrderApi.SERVICE, OrderConfig.KEYS, OrderVerticle::new)
                    .using(Resource.DATABASE, Resource.REDIS, Resource.KAFKA, Resource.CURSORS);

    /** A claim is worth as much as its node's heartbeat, which is given up after 2 s. */
    private static final Duration BEAT_EVERY = Duration.ofMillis(500);

    private static final Duration SWEEP_EVERY = Duration.ofMillis(250);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final ServiceRuntime runtime;
    private final Tracing tracing;
    private final InstantSource clock;
    private final OrderWatch watch = new OrderWatch();

    public OrderVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
        this.tracing = new NodeTracing(runtime.telemetry());
        this.clock = () -> runtime.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Future<?> start() {
        return Future.all(runtime.database("db/order"), runtime.redis())
                .compose(both -> serve(both.resultAt(0), both.resultAt(1)));
    }

    private Future<Void> serve(Database database, Redis redis) {
        var events = runtime.events(database).owns(OrderApi.ORDERS, OrderApi.PAYMENTS);
        var announcements = new OrderAnnouncements(runtime.ids());
        var author =
                new Author(
                        runtime.nodeId(),
                        runtime.nodeName(),
                        tracing,
                        runtime.settings().get(OrderConfig.SNAPSHOT_EVERY));
        Function<Database, PgStores> storesOver =
                own -> PgStores.over(own, events.outbox(), announcements, author);
        var stores = storesOver.apply(database);
        var catalog = new CatalogOverBus(runtime.services());
        var payments = new Payments(runtime, database, clock);
        var sagas = sagas(stores, new TakeStep(catalog, payments.provider()));
        var fragment = Operations.from("dev/souk/order/openapi.yaml").idempotent(database);
        var withOrders = orders(stores, catalog, sagas).addTo(fragment);
        var refunds = new RefundOrder(stores.orders(), sagas, watch, clock, runtime.ids());
        var fulfilment =
                new FulfilmentResources(
                        database,
                        own -> new Fulfil(storesOver.apply(own).orders(), watch, clock),
                        refunds);
        var withFulfilment = fulfilment.addTo(withOrders);
        var mending =
                new SagaResources(
                        database,
                        own -> new MendSagas(storesOver.apply(own).stuck(), clock),
                        runtime.cursors());
        var withSagas = mending.addTo(withFulfilment);
        var withCarts = carts(stores, catalog).addTo(withSagas);
        var hearProvider = new HearProvider(stores.sagas(), sagas);
        var withPayments = payments.webhooks(hearProvider).addTo(withCarts);
        var recorder =
                new OrderRecorder(runtime, PgRecords.over(database, author), stores, redis, clock);
        var operations = recorder.addTo(withPayments);
        runtime.onJoin(new Rehearsal(database, stores, clock, runtime.ids())::play);
        return new MonthlyPartitions(database, PgStores.PARTITIONED)
                .keep(runtime.timers(), runtime.health())
                .compose(_ -> stores.sagas().beat())
                .compose(_ -> runtime.serve(operations, Endpoints.of(OrderApi.SERVICE)))
                .onSuccess(_ -> keepGoing(stores, sagas))
                .onSuccess(_ -> payments.reconcile(stores.sagas()))
                .onSuccess(_ -> recorder.keepGoing(watch));
    }

    private RunSagas sagas(PgStores stores, TakeStep step) {
        return new RunSagas(
                stores.sagas(),
                step,
                new CheckoutSaga(
                        runtime.settings().get(OrderConfig.RESERVATION_TTL),
                        runtime.settings().get(OrderConfig.SAGA_ATTEMPTS)),
                watch,
                clock,
                runtime.random(),
                tracing);
    }

    private OrderResources orders(PgStores stores, CatalogOverBus catalog, RunSagas sagas) {
        var place =
                new PlaceOrder(
                        stores.orders(),
                        stores.claims(),
                        new Pricing(stores.carts()::find, catalog, runtime.random()),
                        sagas,
                        clock,
                        runtime.ids());
        var await = new AwaitOrder(stores.orders(), stores.claims(), watch, this::pause, clock);
        return new OrderResources(
                new OrderResources.UseCases(
                        place,
                        await,
                        new FindOrders(stores.orders()),
                        new CancelOrder(stores.orders(), sagas, watch, clock)),
                runtime.cursors(),
                runtime.telemetry()::traceId);
    }

    private CartResources carts(PgStores stores, CatalogOverBus catalog) {
        return new CartResources(
                new ViewCart(stores.carts(), catalog), new ChangeCart(stores.carts(), catalog));
    }

    private void keepGoing(PgStores stores, RunSagas sagas) {
        var stuck = new AtomicLong();
        Gauge.builder("souk_order_sagas_stuck", stuck, AtomicLong::get)
                .description("Sagas that go on no more until somebody gives them a hand")
                .register(runtime.telemetry().meters());
        var timers = runtime.timers();
        var beat = timers.every(BEAT_EVERY, stores.sagas()::beat);
        var sweep = timers.every(SWEEP_EVERY, sagas::sweep);
        timers.every(COUNT_EVERY, () -> stores.stuck().count().onSuccess(stuck::set));
        timers.every(
                FORGET_EVERY,
                () -> Future.join(stores.claims().forgetOld(), stores.sagas().forgetNodes()));
        runtime.onDrain(
                () -> {
                    watch.leave();
                    sweep.cancel();
                    beat.cancel();
                    return sagas.leave();
                });
    }

    /** A timer takes a millisecond at least. */
    private Future<Void> pause(Duration time) {
        return vertx.timer(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS).mapEmpty();
    }
}
