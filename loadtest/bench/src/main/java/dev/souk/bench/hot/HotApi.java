package dev.souk.bench.hot;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.contract.Endpoint;

import java.time.Duration;
import java.util.UUID;

/** What the measured node answers beside what every catalog does. */
final class HotApi {

    /**
     * The same as {@link CatalogApi#RESERVE}, by a transaction for this order alone; with more
     * time, since all of them wait for one row.
     */
    static final Endpoint<ReserveStock, ReservationVerdict> RESERVE_ALONE =
            Endpoint.idempotent(
                            CatalogApi.SERVICE,
                            "reserve-stock-alone",
                            ReserveStock.class,
                            ReservationVerdict.class)
                    .within(Duration.ofSeconds(10));

    /** Puts a new product into the shop, of which there is enough for everybody. */
    static final Endpoint<Wanted, HotProduct> NEW_PRODUCT =
            Endpoint.command(CatalogApi.SERVICE, "new-hot-product", Wanted.class, HotProduct.class);

    /** How many units of it are reserved. */
    static final Endpoint<HotProduct, Reserved> RESERVED =
            Endpoint.query(CatalogApi.SERVICE, "reserved-units", HotProduct.class, Reserved.class);

    record Wanted(String name) {}

    record HotProduct(UUID id) {}

    record Reserved(long units) {}

    private HotApi() {}
}
