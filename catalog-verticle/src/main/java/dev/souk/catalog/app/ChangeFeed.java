package dev.souk.catalog.app;

import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Tells which products have changed, so that a copy of all of them can follow. */
public interface ChangeFeed {

    /** Before everything. */
    String START = "0";

    /**
     * Products that changed, some perhaps again.
     *
     * @param ids deleted ones too
     * @param mark where to go on
     */
    record Changes(List<UUID> ids, String mark) {}

    /** What has changed since a mark. No change is ever left out. */
    Future<Changes> since(String mark);

    /** Those of the products that exist. */
    Future<List<StockedProduct>> read(List<UUID> ids);

    Future<CategoryTree> categories();
}
