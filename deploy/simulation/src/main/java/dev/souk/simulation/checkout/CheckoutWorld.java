package dev.souk.simulation.checkout;

import dev.souk.catalog.domain.Offer;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.order.stream.OrderAnnouncements;
import dev.souk.simulation.Ground;
import dev.souk.simulation.World;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Faults;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Weather;
import dev.souk.simulation.postgres.Postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Customers, order nodes, catalog nodes, their databases and the provider. */
public final class CheckoutWorld implements World {

    private static final int LOOK_EVERY = 64;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Ground ground;
    private final Chance chance;
    private final StockTables stock = new StockTables();
    private final OrderTables tables;
    private final Postgres orderServer;
    private final Postgres catalogServer;
    private final List<CatalogNode> catalogs = new ArrayList<>();
    private final List<OrderNode> orders = new ArrayList<>();
    private final ModelProvider provider;
    private final Customers customers;
    private final CheckoutRules rules;
    private final Faults faults;
    private final Duration storm;
    private long healedAt = Long.MAX_VALUE;
    private int looks;

    public CheckoutWorld(Ground ground) {
        this.ground = ground;
        this.chance = ground.chance();
        var scheduler = ground.scheduler();
        tables =
                new OrderTables(
                        new OrderAnnouncements(new Ids(scheduler::now, chance.split())), scheduler);
        orderServer = new Postgres("orders-db", ground.network(), scheduler, chance.split());
        catalogServer = new Postgres("stock-db", ground.network(), scheduler, chance.split());
        provider = new ModelProvider(scheduler, chance.split(), ground.bugs(), this::tell);
        customers = new Customers(ground, orders, provider);
        rules = new CheckoutRules(tables, stock, provider, customers);
        faults = new Faults(chance.split());
        storm = chance.between(Duration.ofSeconds(10), Duration.ofSeconds(40));
    }

    @Override
    public void begin() {
        var products = products();
        var timeToLive = chance.between(Duration.ofSeconds(2), Duration.ofSeconds(20));
        for (var i = chance.between(1, 3); i > 0; i--) {
            catalogs.add(catalog(new Node("catalog-" + i, ground.scheduler()), timeToLive));
        }
        var all =
                new OrderNode.Surroundings(
                        ground, tables, orderServer, catalogs, provider, timeToLive);
        for (var i = chance.between(1, 3); i > 0; i--) {
            orders.add(new OrderNode(new Node("order-" + i, ground.scheduler()), all));
        }
        catalogs.forEach(CatalogNode::start);
        orders.forEach(OrderNode::start);
        ground.network().become(Weather.storm(chance));
        addFaults();
        customers.plan(chance.between(1, 30), products, storm.minusSeconds(5));
    }

    private List<UUID> products() {
        var ids = new ArrayList<UUID>();
        for (var i = chance.between(1, 4); i > 0; i--) {
            var id = new UUID(1, i);
            var limit = chance.perMille(300) ? Integer.valueOf(3) : null;
            stock.add(id, new Money(100L * i, "EUR"), chance.between(0, 20), limit);
            ids.add(id);
        }
        return ids;
    }

    private CatalogNode catalog(Node node, Duration timeToLive) {
        return new CatalogNode(
                node,
                stock,
                catalogServer,
                () -> new ModelReservations(stock, catalogServer, node, timeToLive, ground.bugs()));
    }

    private void tell(UUID order) {
        customers.tell(order);
    }

    private void addFaults() {
        faults.add(4, () -> crash(chance.of(orders)));
        faults.add(3, () -> crash(chance.of(catalogs)));
        faults.add(2, () -> chance.of(orders).node().stopFor(seconds(1, 15)));
        faults.add(1, () -> chance.of(catalogs).node().stopFor(seconds(1, 8)));
        faults.add(1, () -> leave(chance.of(orders)));
        faults.add(1, () -> crash(orderServer));
        faults.add(1, () -> crash(catalogServer));
        faults.add(1, this::providerIsAway);
        faults.add(1, () -> cut(chance.of(orders).node()));
        faults.add(1, () -> chance.of(orders).node().skew(Duration.ofMillis(skew())));
        faults.add(1, () -> changePrice(chance.of(List.copyOf(stock.offers.values()))));
        faults.add(1, () -> ground.network().become(Weather.storm(chance)));
    }

    private Duration seconds(int least, int most) {
        return chance.between(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    private Duration outage() {
        return chance.between(Duration.ofMillis(10), Duration.ofSeconds(4));
    }

    private int skew() {
        return chance.between(-3_000, 3_000);
    }

    private void crash(OrderNode one) {
        if (one.node().isUp()) {
            one.node().crash();
            later("start", () -> startIfDown(one));
        }
    }

    private void crash(OrderNode one, int life) {
        if (one.node().life() == life) {
            crash(one);
        }
    }

    private void crash(CatalogNode one) {
        if (one.node().isUp()) {
            one.node().crash();
            later("start", () -> startIfDown(one));
        }
    }

    private void crash(Postgres server) {
        if (server.node().isUp()) {
            server.crash();
            later("start", server.node()::start);
        }
    }

    private void providerIsAway() {
        if (provider.node().isUp()) {
            provider.node().crash();
            later("start", provider::start);
        }
    }

    private void leave(OrderNode one) {
        if (one.node().isUp() && !one.node().isStopped()) {
            var life = one.node().life();
            one.node().after(DRAIN, "drained", () -> crash(one, life));
            one.life().sagas().leave().onComplete(_ -> crash(one, life));
        }
    }

    private void cut(Node node) {
        ground.network().cut(node, chance.of(others()));
        later("mend", ground.network()::mend);
    }

    private List<Node> others() {
        return List.of(
                chance.of(catalogs).node(), orderServer.node(), provider.node(), customers.node());
    }

    private void changePrice(Offer offer) {
        var price = offer.price().plus(new Money(chance.between(1, 9), "EUR"));
        stock.offers.put(
                offer.productId(),
                new Offer(
                        offer.productId(),
                        offer.sku(),
                        offer.name(),
                        price,
                        offer.maxPerCustomer()));
    }

    private void later(String what, Runnable action) {
        ground.scheduler().after(outage(), "world", what, action);
    }

    private static void startIfDown(OrderNode one) {
        if (!one.node().isUp()) {
            one.start();
        }
    }

    private static void startIfDown(CatalogNode one) {
        if (!one.node().isUp()) {
            one.start();
        }
    }

    @Override
    public Duration storm() {
        return storm;
    }

    @Override
    public void heal() {
        faults.end();
        ground.network().mend();
        ground.network().become(Weather.calm());
        orders.forEach(one -> one.node().skew(Duration.ZERO));
        customers.aftermath().end();
        healedAt = ground.scheduler().nanos();
    }

    @Override
    public void check() {
        faults.mayStrike();
        rules.unitsAreKept();
        if (looks++ % LOOK_EVERY == 0) {
            rules.reservationsAreCovered();
            rules.theCancelledHoldNothing();
        }
    }

    @Override
    public boolean isQuiet() {
        return ground.scheduler().nanos() - healedAt > Duration.ofSeconds(25).toNanos()
                && customers.areDone()
                && tables.sagas.values().stream().noneMatch(OrderTables.SagaRow::goesOn);
    }

    @Override
    public void verify() {
        rules.allIsRight();
    }

    @Override
    public String toString() {
        return "sagas "
                + tables.sagas.values().stream().filter(row -> !row.saga().isEnded()).toList();
    }
}
