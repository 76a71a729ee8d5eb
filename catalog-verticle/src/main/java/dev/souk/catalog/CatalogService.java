package dev.souk.catalog;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.app.BrowseProducts;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.ChangeProduct;
import dev.souk.catalog.app.CreateCategory;
import dev.souk.catalog.app.CreateProduct;
import dev.souk.catalog.app.ProductStore;
import dev.souk.catalog.app.Reservations;
import dev.souk.catalog.app.SearchProducts;
import dev.souk.catalog.app.StockStore;
import dev.souk.catalog.bus.Additions;
import dev.souk.catalog.bus.CatalogEndpoints;
import dev.souk.catalog.bus.CategoryOperations;
import dev.souk.catalog.bus.ProductReads;
import dev.souk.catalog.bus.ProductWrites;
import dev.souk.catalog.bus.SearchOperations;
import dev.souk.catalog.bus.StockOperations;
import dev.souk.catalog.search.IndexFeed;
import dev.souk.catalog.search.KeptRankings;
import dev.souk.catalog.search.ProductIndex;
import dev.souk.catalog.store.PgCategoryStore;
import dev.souk.catalog.store.PgChangeFeed;
import dev.souk.catalog.store.PgProductStore;
import dev.souk.catalog.store.PgReservationStore;
import dev.souk.catalog.store.PgStockStore;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.time.TimerHandle;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/** The catalog's parts and how they are joined. */
final class CatalogService {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogService.class);
    private static final String FRAGMENT = "dev/souk/catalog/openapi.yaml";
    private static final Duration PUBLISHING = Duration.ofMillis(500);
    private static final Duration FOLLOWING = Duration.ofMillis(500);
    private static final Duration EXPIRING = Duration.ofSeconds(1);
    private static final int PUBLISHED_AT_ONCE = 1_000;

    private final ServiceRuntime runtime;
    private final Database database;
    private final Outbox outbox;
    private final CatalogFacts facts;
    private final ProductStore products;
    private final StockStore stock;
    private final Reservations reservations;
    private final BrowseProducts browse;
    private final IndexFeed feed;
    private final SearchProducts search;

    CatalogService(ServiceRuntime runtime, Database database, Redis redis, ProductIndex index) {
        this.runtime = runtime;
        this.database = database;
        outbox =
                runtime.events(database)
                        .owns(
                                CatalogEvents.PRODUCT,
                                CatalogEvents.STOCK,
                                CatalogEvents.PRODUCT_STATE)
                        .outbox();
        var timeToLive = runtime.settings().get(CatalogConfig.RESERVATION_TTL);
        facts = new CatalogFacts(runtime.ids(), runtime.clock());
        products = new PgProductStore(database, outbox, facts);
        var categories = new PgCategoryStore(database);
        stock = new PgStockStore(database, outbox, facts);
        reservations =
                new Reservations(new PgReservationStore(database, outbox, facts, timeToLive));
        browse = new BrowseProducts(products, categories);
        feed = new IndexFeed(new PgChangeFeed(database, products, categories), index);
        search = new SearchProducts(feed, products, new KeptRankings(redis), runtime.ids());
    }

    /** Begins the repeated work, then answers. */
    Future<Void> serve() {
        var planned = plan();
        LOG.atDebug().addKeyValue("timers", planned.size()).log("repeated work is planned");
        hurrySearch();
        var endpoints = new CatalogEndpoints(browse, reservations).endpoints();
        return runtime.serve(operations(), endpoints);
    }

    private List<TimerHandle> plan() {
        var timers = runtime.timers();
        return List.of(
                timers.every(PUBLISHING, () -> stock.publishMoved(PUBLISHED_AT_ONCE)),
                timers.every(FOLLOWING, feed::follow),
                timers.every(EXPIRING, reservations::expire));
    }

    private Operations operations() {
        var operations = Operations.from(FRAGMENT);
        var change = new ChangeProduct(products, facts);
        var cursors = runtime.cursors();
        operations = new Additions(database, this::additions).addTo(operations);
        operations = new ProductReads(browse, cursors).addTo(operations);
        operations = new ProductWrites(change, this::hurrySearch).addTo(operations);
        operations = new CategoryOperations(browse).addTo(operations);
        operations = new StockOperations(stock, cursors).addTo(operations);
        return new SearchOperations(search, cursors).addTo(operations);
    }

    private Additions.Uses additions(Database own) {
        return new Additions.Uses(
                new CreateProduct(new PgProductStore(own, outbox, facts), facts),
                new CreateCategory(new PgCategoryStore(own)),
                new PgStockStore(own, outbox, facts));
    }

    /** The timer makes up for a turn that fails. */
    private void hurrySearch() {
        feed.follow()
                .onFailure(failure -> LOG.atDebug().setCause(failure).log("search lags behind"));
    }
}
