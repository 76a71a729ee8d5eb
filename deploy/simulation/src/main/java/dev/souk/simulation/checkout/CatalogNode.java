package dev.souk.simulation.checkout;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.FindProducts;
import dev.souk.catalog.api.FoundProducts;
import dev.souk.catalog.api.OfOrder;
import dev.souk.catalog.api.ProductView;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.catalog.api.StockView;
import dev.souk.catalog.app.Reservations;
import dev.souk.catalog.domain.Offer;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Endpoint;
import dev.souk.simulation.engine.LoopVertx;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A node of the catalog: the real {@link Reservations} over the model of its database. */
final class CatalogNode {

    private static final Duration EXPIRING = Duration.ofSeconds(1);

    private final Node node;
    private final StockTables tables;
    private final Postgres postgres;
    private final Supplier<ModelReservations> stores;
    private Reservations reservations;

    /**
     * @param stores makes the store of each life
     */
    CatalogNode(
            Node node, StockTables tables, Postgres postgres, Supplier<ModelReservations> stores) {
        this.node = node;
        this.tables = tables;
        this.postgres = postgres;
        this.stores = stores;
        this.reservations = new Reservations(stores.get());
    }

    Node node() {
        return node;
    }

    void start() {
        if (!node.isUp()) {
            node.start();
        }
        reservations = new Reservations(stores.get());
        new Timers(LoopVertx.of(node)).every(EXPIRING, reservations::expire);
    }

    /** Answers a call as the catalog's endpoints do. */
    Future<?> answer(Endpoint<?, ?> endpoint, Object request, BooleanSupplier wanted) {
        if (request instanceof ReserveStock order) {
            return reservations.reserve(order, wanted);
        }
        if (request instanceof FindProducts products) {
            return postgres.query(node, "find products", () -> find(products));
        }
        return reservations.move(((OfOrder) request).orderId(), stepOf(endpoint), wanted);
    }

    private static Step stepOf(Endpoint<?, ?> endpoint) {
        var steps =
                Map.of(
                        CatalogApi.PIN.name(), Step.PIN,
                        CatalogApi.UNPIN.name(), Step.UNPIN,
                        CatalogApi.COMMIT.name(), Step.COMMIT,
                        CatalogApi.RELEASE.name(), Step.RELEASE);
        return Objects.requireNonNull(steps.get(endpoint.name()));
    }

    private FoundProducts find(FindProducts wanted) {
        return new FoundProducts(
                wanted.ids().stream()
                        .flatMap(id -> Optional.ofNullable(tables.offers.get(id)).stream())
                        .map(this::view)
                        .toList());
    }

    private ProductView view(Offer offer) {
        var stock = Objects.requireNonNull(tables.stock.get(offer.productId()));
        return new ProductView(
                offer.productId(),
                offer.sku(),
                offer.sku(),
                offer.name(),
                null,
                null,
                null,
                offer.price(),
                List.of(),
                Map.of(),
                offer.maxPerCustomer(),
                new StockView(stock.mode().word(), stock.orderable()),
                1,
                node.now(),
                node.now());
    }
}
