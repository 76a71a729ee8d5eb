package dev.souk.catalog.api;

import dev.souk.contract.Topic;

/** The catalog's topics and the names of its events. */
public final class CatalogEvents {

    /** Changes of products, without their stock; the aggregate's version is the product's. */
    public static final Topic PRODUCT = Topic.keptByTime("souk.product");

    /** Moves of a product's stock; the aggregate's version counts the product's moves. */
    public static final Topic STOCK = Topic.keptByTime("souk.stock");

    /**
     * The whole product with its stock, at most four times a second for stock alone, and a null
     * body for a deleted one. The aggregate's version counts the published states.
     */
    public static final Topic PRODUCT_STATE = Topic.compacted("souk.product-state");

    /** On {@link #PRODUCT}, with a {@link ProductFacts}. */
    public static final String PRODUCT_CREATED = "product.created";

    /** On {@link #PRODUCT}, with the new {@link ProductFacts}. */
    public static final String PRODUCT_CHANGED = "product.changed";

    /** On {@link #PRODUCT}, with a {@link ProductDeleted}. */
    public static final String PRODUCT_DELETED = "product.deleted";

    /** On {@link #STOCK}, with a {@link StockMoved}: units set aside for orders. */
    public static final String STOCK_RESERVED = "stock.reserved";

    /** On {@link #STOCK}, with a {@link StockMoved}: units of orders given back. */
    public static final String STOCK_RELEASED = "stock.released";

    /** On {@link #STOCK}, with a {@link StockMoved}: reserved units sold. */
    public static final String STOCK_COMMITTED = "stock.committed";

    /** On {@link #STOCK}, with a {@link StockMoved}: units put in or taken out by hand. */
    public static final String STOCK_ADJUSTED = "stock.adjusted";

    /** On {@link #PRODUCT_STATE}, with a {@link ProductView}, or null where it is deleted. */
    public static final String PRODUCT_STATE_CHANGED = "product.state";

    private CatalogEvents() {}
}
