package dev.souk.catalog.store;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockRequest;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.events.EventsConfig;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A shop over an empty database; its events stay in the outbox, since Kafka is away. */
final class Shop implements AutoCloseable {

    static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

    private static final String NOBODY = "127.0.0.1:1";

    final Vertx vertx = Vertx.vertx();
    final Ids ids = new Ids(InstantSource.system(), new Random(7));
    final Database database;
    final EventStreams events;
    final CatalogFacts facts = new CatalogFacts(ids, InstantSource.system());
    final PgProductStore products;
    final PgCategoryStore categories;
    final PgStockStore stock;
    final PgReservationStore reservations;

    Shop() {
        this.database =
                await(
                        Database.open(
                                vertx,
                                new DatabaseConfig(
                                        TestServers.newDatabase(),
                                        8,
                                        "test",
                                        Duration.ofSeconds(30),
                                        false),
                                "db/cluster",
                                "db/catalog"));
        Eventually.holds("the database answers", () -> database.check().map(true).await());
        this.events =
                EventStreams.start(
                        vertx,
                        database,
                        new EventsConfig("catalog", "test", NOBODY),
                        Telemetry.none(),
                        InstantSource.system(),
                        new Random(7));
        this.products = new PgProductStore(database, outbox(), facts);
        this.categories = new PgCategoryStore(database);
        this.stock = new PgStockStore(database, outbox(), facts);
        this.reservations = reservations(TIME_TO_LIVE);
    }

    Outbox outbox() {
        return events.outbox();
    }

    PgReservationStore reservations(Duration timeToLive) {
        return new PgReservationStore(database, outbox(), facts, timeToLive);
    }

    /** A product of which there are so many. */
    UUID product(long units) {
        return product(units, null);
    }

    UUID product(long units, @Nullable Integer maxPerCustomer) {
        var id = ids.next();
        var details =
                new ProductDetails(
                        "Lamp " + id,
                        null,
                        null,
                        null,
                        new Money(1_000, "EUR"),
                        List.of(),
                        Map.of("colour", "red", "watts", 40),
                        maxPerCustomer);
        return create(details, id, Stock.fresh(id, StockMode.TRACKED, units));
    }

    UUID create(ProductDetails details, UUID id, Stock stock) {
        var product = Product.create(id, "SKU-" + id, "unused", details, facts.now());
        var slug = "product-" + id;
        await(products.create(new StockedProduct(product, stock), List.of(slug), "tester"));
        return id;
    }

    StockRequest request(OrderLine... lines) {
        return request(ids.next(), lines);
    }

    StockRequest request(UUID customer, OrderLine... lines) {
        return new StockRequest(ids.next(), customer, List.of(lines));
    }

    ReservationVerdict reserve(StockRequest request) {
        return await(reservations.reserve(List.of(request))).get(0);
    }

    Stock stockOf(UUID product) {
        return await(products.find(product)).orElseThrow().stock();
    }

    /** The sums of the ledger's deltas: what the stock must be. */
    List<Long> ledgerOf(UUID product) {
        return numbers(
                """
                SELECT coalesce(sum(available_delta), 0)::bigint,
                    coalesce(sum(reserved_delta), 0)::bigint, coalesce(sum(sold_delta), 0)::bigint
                FROM stock_ledger WHERE product_id = $1
                """,
                product);
    }

    List<Long> numbers(String sql, Object... args) {
        var row = await(database.query(sql, Tuple.from(args))).iterator().next();
        var numbers = new ArrayList<Long>();
        for (var i = 0; i < row.size(); i++) {
            numbers.add(row.getLong(i));
        }
        return numbers;
    }

    /** Runs what belongs to one event loop on one. */
    <T> Future<T> onEventLoop(Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        vertx.getOrCreateContext().runOnContext(v -> work.get().onComplete(promise));
        return promise.future();
    }

    @CanIgnoreReturnValue
    static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(events.stop());
        await(database.close());
        await(vertx.close());
    }
}
