package dev.souk.simulation.checkout;

import dev.souk.cluster.time.Timers;
import dev.souk.contract.Ids;
import dev.souk.order.app.AwaitOrder;
import dev.souk.order.app.CancelOrder;
import dev.souk.order.app.Fulfil;
import dev.souk.order.app.HearProvider;
import dev.souk.order.app.OrderWatch;
import dev.souk.order.app.PlaceOrder;
import dev.souk.order.app.Pricing;
import dev.souk.order.app.RefundOrder;
import dev.souk.order.app.RunSagas;
import dev.souk.order.app.SagaStore;
import dev.souk.order.app.TakeStep;
import dev.souk.order.app.Tracing;
import dev.souk.order.bus.CatalogOverBus;
import dev.souk.order.domain.Cart;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.LoopVertx;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A node of the order service: its real use cases over models of what they use. */
final class OrderNode {

    private static final Duration BEAT_EVERY = Duration.ofMillis(500);
    private static final Duration SWEEP_EVERY = Duration.ofMillis(250);

    /**
     * What all nodes share.
     *
     * @param payWithin how long stock is held for a shopper who doesn't pay
     */
    record Surroundings(
            Ground ground,
            OrderTables tables,
            Postgres postgres,
            List<CatalogNode> catalogs,
            ModelProvider provider,
            Duration payWithin) {}

    private final Node node;
    private final Surroundings all;
    private Life life;

    /** What one life of the node is made of. */
    record Life(
            PlaceOrder place,
            AwaitOrder await,
            CancelOrder cancel,
            RefundOrder refund,
            Fulfil fulfil,
            HearProvider hear,
            RunSagas sagas,
            SagaStore store) {}

    OrderNode(Node node, Surroundings all) {
        this.node = node;
        this.all = all;
        this.life = born();
    }

    Node node() {
        return node;
    }

    Life life() {
        return life;
    }

    /** Comes up, and does what the verticle does by its timers. */
    void start() {
        if (!node.isUp()) {
            node.start();
        }
        life = born();
        var sagas = life.sagas();
        var store = life.store();
        var timers = new Timers(LoopVertx.of(node));
        timers.after(Duration.ofMillis(1), store::beat);
        timers.every(BEAT_EVERY, store::beat);
        timers.every(SWEEP_EVERY, sagas::sweep);
    }

    private Life born() {
        var ground = all.ground();
        var watch = new OrderWatch();
        var orders = new ModelOrders(all.tables(), all.postgres(), node, ground.bugs());
        var sagaStore = new ModelSagas(all.tables(), all.postgres(), node, ground.bugs());
        var keys = new ModelKeys(all.tables(), all.postgres(), node);
        var catalog = catalog();
        var provider =
                new ProviderOverNetwork(all.provider(), ground.network(), node, ground.bugs());
        var sagas =
                new RunSagas(
                        sagaStore,
                        new TakeStep(catalog, provider),
                        new CheckoutSaga(all.payWithin()),
                        watch,
                        this::now,
                        ground.chance().split(),
                        Tracing.none());
        var ids = new Ids(this::now, ground.chance().split());
        // Every order of this world states its items.
        var pricing =
                new Pricing(
                        customer -> Future.succeededFuture(Cart.empty(customer)),
                        catalog,
                        ground.chance().split());
        var place = new PlaceOrder(orders, keys, pricing, sagas, this::now, ids);
        return new Life(
                place,
                new AwaitOrder(orders, keys, watch, this::pause, this::now),
                new CancelOrder(orders, sagas, watch, this::now),
                new RefundOrder(orders, sagas, watch, this::now, ids),
                new Fulfil(orders, watch, this::now),
                new HearProvider(sagaStore, sagas),
                sagas,
                sagaStore);
    }

    private CatalogOverBus catalog() {
        var ground = all.ground();
        return new CatalogOverBus(
                new CatalogOverNetwork(
                        all.catalogs(),
                        ground.network(),
                        ground.scheduler(),
                        ground.chance().split(),
                        node));
    }

    private Instant now() {
        return node.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private Future<Void> pause(Duration time) {
        var passed = Promise.<Void>promise();
        node.after(time, "pause", () -> passed.tryComplete());
        return passed.future();
    }
}
