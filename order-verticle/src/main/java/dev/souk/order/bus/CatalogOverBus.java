package dev.souk.order.bus;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.FindProducts;
import dev.souk.catalog.api.FoundProducts;
import dev.souk.catalog.api.OfOrder;
import dev.souk.catalog.api.ProductView;
import dev.souk.catalog.api.ReservationOutcome;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.contract.Endpoint;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.Product;
import dev.souk.order.app.ProductCatalog;
import dev.souk.order.app.StockReservations;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderLine;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.StockGone;
import dev.souk.order.domain.StepOutcome.StockHeld;
import dev.souk.order.domain.StepOutcome.StockMoved;
import dev.souk.order.domain.StepOutcome.StockOutcome;
import dev.souk.order.domain.StepOutcome.StockRefused;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The catalog service, asked over the bus. What it answers of a reservation becomes an outcome; so
 * does that it didn't answer, since each request may be repeated.
 */
public final class CatalogOverBus implements ProductCatalog, StockReservations {

    private static final Duration LOOK_UP_WITHIN = Duration.ofSeconds(2);

    private final ServiceClient services;

    public CatalogOverBus(ServiceClient services) {
        this.services = services;
    }

    @Override
    public Future<List<Product>> find(List<UUID> ids) {
        return services.call(
                        CatalogApi.PRODUCTS,
                        new FindProducts(ids),
                        CallContext.system(LOOK_UP_WITHIN))
                .map(CatalogOverBus::productsOf);
    }

    @Override
    public Future<StockOutcome> reserve(Order order, Duration within) {
        var lines =
                order.lines().stream()
                        .map(line -> new ReserveStock.Line(line.productId(), line.quantity()))
                        .toList();
        return services.call(
                        CatalogApi.RESERVE,
                        new ReserveStock(order.id(), order.customerId(), lines),
                        CallContext.system(within))
                .map(CatalogOverBus::outcomeOf)
                .otherwise(CatalogOverBus::nothingHeard);
    }

    @Override
    public Future<StockOutcome> pin(Order order, Duration within) {
        return move(CatalogApi.PIN, order, within);
    }

    @Override
    public Future<StockOutcome> unpin(Order order, Duration within) {
        return move(CatalogApi.UNPIN, order, within);
    }

    @Override
    public Future<StockOutcome> commit(Order order, Duration within) {
        return move(CatalogApi.COMMIT, order, within);
    }

    @Override
    public Future<StockOutcome> release(Order order, Duration within) {
        return move(CatalogApi.RELEASE, order, within);
    }

    private Future<StockOutcome> move(
            Endpoint<OfOrder, ReservationOutcome> endpoint, Order order, Duration within) {
        return services.call(endpoint, new OfOrder(order.id()), CallContext.system(within))
                .map(CatalogOverBus::outcomeOf)
                .otherwise(CatalogOverBus::nothingHeard);
    }

    private static StockOutcome outcomeOf(ReservationOutcome reply) {
        return switch (reply.outcome()) {
            case DONE -> new StockMoved();
            case REFUSED -> new StockGone();
        };
    }

    private static StockOutcome outcomeOf(ReservationVerdict verdict) {
        return switch (verdict) {
            case ReservationVerdict.Reserved reserved ->
                    new StockHeld(reserved.lines().stream().map(CatalogOverBus::line).toList());
            case ReservationVerdict.OutOfStock scarce -> new StockRefused(shortages(scarce));
            case ReservationVerdict.UnknownProducts unknown ->
                    new StockRefused(Cancellation.unknown(unknown.productIds()));
            case ReservationVerdict.LimitPerCustomer over ->
                    new StockRefused(Cancellation.overLimit(over.productId(), over.limit()));
            case ReservationVerdict.MixedCurrencies _ ->
                    new StockRefused(Cancellation.of(CancellationCode.MIXED_CURRENCIES));
            case ReservationVerdict.Released _ ->
                    new StockRefused(Cancellation.of(CancellationCode.RESERVATION_EXPIRED));
        };
    }

    private static Cancellation shortages(ReservationVerdict.OutOfStock verdict) {
        return Cancellation.outOf(
                verdict.lines().stream()
                        .map(
                                line ->
                                        new Cancellation.Shortage(
                                                line.productId(),
                                                line.requested(),
                                                line.available()))
                        .toList());
    }

    private static OrderLine line(ReservationVerdict.Line line) {
        return new OrderLine(
                line.productId(), line.sku(), line.name(), line.quantity(), line.unitPrice());
    }

    private static List<Product> productsOf(FoundProducts found) {
        return found.products().stream().map(CatalogOverBus::product).toList();
    }

    private static Product product(ProductView view) {
        return new Product(
                view.id(), view.sku(), view.name(), view.price(), view.stock().available());
    }

    /** A defect stays one: only what the bus says of a call is an outcome. */
    private static StockOutcome nothingHeard(Throwable failure) {
        if (failure instanceof ServiceFailure refused) {
            return new NoAnswer(refused.code());
        }
        throw new IllegalStateException("the catalog was not asked", failure);
    }
}
