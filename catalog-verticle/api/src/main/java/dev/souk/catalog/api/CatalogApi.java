package dev.souk.catalog.api;

import dev.souk.contract.Endpoint;

/** What other services may ask of the catalog. */
public final class CatalogApi {

    /** The service's name. */
    public static final String SERVICE = "catalog";

    /** Takes the stock of an order: all of its lines or none. The first verdict stays. */
    public static final Endpoint<ReserveStock, ReservationVerdict> RESERVE =
            Endpoint.idempotent(
                            SERVICE, "reserve-stock", ReserveStock.class, ReservationVerdict.class)
                    .callableBy("order");

    /** Keeps a held reservation from expiring, because the shopper is about to be charged. */
    public static final Endpoint<OfOrder, ReservationOutcome> PIN = move("pin-reservation");

    /** Lets a pinned reservation expire again, counted from now. */
    public static final Endpoint<OfOrder, ReservationOutcome> UNPIN = move("unpin-reservation");

    /**
     * Gives an order's stock back for good, sold units too. An order never seen leaves a mark, so
     * that a reservation which comes late finds itself released.
     */
    public static final Endpoint<OfOrder, ReservationOutcome> RELEASE = move("release-reservation");

    /** Turns an order's reserved units into sold ones. */
    public static final Endpoint<OfOrder, ReservationOutcome> COMMIT = move("commit-reservation");

    /** Reads products by id. Products that were deleted or never were are left out. */
    public static final Endpoint<FindProducts, FoundProducts> PRODUCTS =
            Endpoint.query(SERVICE, "find-products", FindProducts.class, FoundProducts.class);

    private CatalogApi() {}

    private static Endpoint<OfOrder, ReservationOutcome> move(String name) {
        return Endpoint.idempotent(SERVICE, name, OfOrder.class, ReservationOutcome.class)
                .callableBy("order");
    }
}
