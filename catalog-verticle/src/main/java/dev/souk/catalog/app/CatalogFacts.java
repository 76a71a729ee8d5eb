package dev.souk.catalog.app;

import static java.util.stream.Collectors.groupingBy;

import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.api.ProductDeleted;
import dev.souk.catalog.api.ProductFacts;
import dev.souk.catalog.api.ProductView;
import dev.souk.catalog.api.StockMoved;
import dev.souk.catalog.domain.LedgerEntry;
import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockBook;
import dev.souk.catalog.domain.StockCause;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.Event;
import dev.souk.contract.Ids;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Makes the events of what was decided. The only place where the domain meets them. */
public final class CatalogFacts {

    private static final int SCHEMA = 1;

    private final Ids ids;
    private final InstantSource clock;

    public CatalogFacts(Ids ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A new id, for what the events are about. */
    public UUID nextId() {
        return ids.next();
    }

    /** The time of what happens now. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Event<ProductFacts> created(StockedProduct stocked) {
        return product(CatalogEvents.PRODUCT_CREATED, stocked);
    }

    public Event<ProductFacts> changed(StockedProduct stocked) {
        return product(CatalogEvents.PRODUCT_CHANGED, stocked);
    }

    /**
     * @param product as its last version
     */
    public Event<ProductDeleted> deleted(Product product) {
        var body = new ProductDeleted(product.id(), product.sku(), product.version());
        return event(CatalogEvents.PRODUCT_DELETED, product.id(), product.version(), body);
    }

    /**
     * @param version how often the product's state was published, this time included
     */
    public Event<ProductView> state(StockedProduct stocked, long version) {
        return event(
                CatalogEvents.PRODUCT_STATE_CHANGED,
                stocked.product().id(),
                version,
                Views.of(stocked));
    }

    /** One event for each stock that the book moved; its moves in the order of the ledger. */
    public List<Event<StockMoved>> moved(StockBook book) {
        var byProduct = book.entries().stream().collect(groupingBy(LedgerEntry::productId));
        return book.changed().stream()
                .map(stock -> moved(stock, byProduct.getOrDefault(stock.productId(), List.of())))
                .toList();
    }

    /** The first units of a new product. */
    public Event<StockMoved> moved(Stock stock, List<LedgerEntry> entries) {
        var moves =
                entries.stream()
                        .map(
                                entry ->
                                        new StockMoved.Move(
                                                entry.orderId(),
                                                entry.quantity(),
                                                entry.cause().word()))
                        .toList();
        var body =
                new StockMoved(
                        stock.productId(),
                        stock.mode().word(),
                        moves,
                        stock.available(),
                        stock.reserved(),
                        stock.sold());
        return event(type(entries), stock.productId(), stock.version(), body);
    }

    /** A transaction may both sell units and give others back; its first move names the event. */
    private static String type(List<LedgerEntry> entries) {
        var cause = entries.isEmpty() ? StockCause.ADJUSTED : entries.get(0).cause();
        return switch (cause) {
            case RESERVED -> CatalogEvents.STOCK_RESERVED;
            case RELEASED, EXPIRED, RETURNED -> CatalogEvents.STOCK_RELEASED;
            case COMMITTED -> CatalogEvents.STOCK_COMMITTED;
            case ADJUSTED -> CatalogEvents.STOCK_ADJUSTED;
        };
    }

    private Event<ProductFacts> product(String type, StockedProduct stocked) {
        var product = stocked.product();
        var body = Views.facts(product, stocked.stock().mode());
        return event(type, product.id(), product.version(), body);
    }

    private <T> Event<T> event(String type, UUID aggregate, long version, T body) {
        return new Event<>(
                ids.next(), type, SCHEMA, aggregate.toString(), version, clock.instant(), body);
    }
}
