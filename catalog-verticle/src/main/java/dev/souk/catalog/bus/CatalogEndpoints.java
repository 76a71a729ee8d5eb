package dev.souk.catalog.bus;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.FindProducts;
import dev.souk.catalog.api.FoundProducts;
import dev.souk.catalog.api.OfOrder;
import dev.souk.catalog.api.ReservationOutcome;
import dev.souk.catalog.app.BrowseProducts;
import dev.souk.catalog.app.Reservations;
import dev.souk.catalog.app.Views;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Endpoints;

import io.vertx.core.Future;

import java.util.function.BiFunction;

/** What other services may ask. */
public final class CatalogEndpoints {

    private final BrowseProducts browse;
    private final Reservations reservations;

    public CatalogEndpoints(BrowseProducts browse, Reservations reservations) {
        this.browse = browse;
        this.reservations = reservations;
    }

    public Endpoints endpoints() {
        return Endpoints.of(CatalogApi.SERVICE)
                .on(
                        CatalogApi.RESERVE,
                        (order, context) ->
                                reservations.reserve(order, () -> !context.deadline().isOver()))
                .on(CatalogApi.PIN, moving(Step.PIN))
                .on(CatalogApi.UNPIN, moving(Step.UNPIN))
                .on(CatalogApi.RELEASE, moving(Step.RELEASE))
                .on(CatalogApi.COMMIT, moving(Step.COMMIT))
                .on(CatalogApi.PRODUCTS, (wanted, context) -> products(wanted));
    }

    private BiFunction<OfOrder, CallContext, Future<ReservationOutcome>> moving(Step step) {
        return (order, context) ->
                reservations.move(order.orderId(), step, () -> !context.deadline().isOver());
    }

    private Future<FoundProducts> products(FindProducts wanted) {
        return browse.findAll(wanted.ids())
                .map(found -> new FoundProducts(found.stream().map(Views::of).toList()));
    }
}
