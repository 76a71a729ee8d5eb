package dev.souk.catalog.domain;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The stocks that one transaction has locked, and the ledger of what it does to them. Each touched
 * stock gets one new version, however many moves there are. Not for several threads.
 */
public final class StockBook {

    private final Map<UUID, Stock> before = new HashMap<>();
    private final Map<UUID, Stock> now = new HashMap<>();
    private final List<LedgerEntry> entries = new ArrayList<>();

    public StockBook(Collection<Stock> locked) {
        for (var stock : locked) {
            before.put(stock.productId(), stock);
            now.put(stock.productId(), stock);
        }
    }

    /** The stock as the moves so far have left it; null where the product isn't in the book. */
    public @Nullable Stock find(UUID productId) {
        return now.get(productId);
    }

    /**
     * Moves units that nobody has yet.
     *
     * @throws IllegalArgumentException if a column would be negative, or the product isn't here
     */
    public void move(UUID productId, @Nullable UUID orderId, StockCause cause, long quantity) {
        var old = held(now, productId);
        record(old, old.after(cause, quantity, old.isCounted()), orderId, cause, quantity);
    }

    /**
     * Moves units that an order has.
     *
     * @throws IllegalArgumentException if a column would be negative, or the product isn't here
     */
    void move(HeldLine line, UUID orderId, StockCause cause) {
        var old = held(now, line.productId());
        var moved = old.after(cause, line.quantity(), line.counted());
        record(old, moved, orderId, cause, line.quantity());
    }

    private void record(
            Stock old, Stock moved, @Nullable UUID orderId, StockCause cause, long quantity) {
        var productId = old.productId();
        var first = held(before, productId);
        var next = old.version() == first.version() ? moved.nextVersion() : moved;
        now.put(productId, next);
        entries.add(
                new LedgerEntry(
                        productId,
                        next.version(),
                        orderId,
                        cause,
                        quantity,
                        next.available() - old.available(),
                        next.reserved() - old.reserved(),
                        next.sold() - old.sold()));
    }

    private static Stock held(Map<UUID, Stock> stocks, UUID productId) {
        var stock = stocks.get(productId);
        if (stock == null) {
            throw new IllegalArgumentException("not in the book: " + productId);
        }
        return stock;
    }

    /** The stocks that were moved, by product id. */
    public List<Stock> changed() {
        return now.values().stream()
                .filter(stock -> !stock.equals(before.get(stock.productId())))
                .sorted(Comparator.comparing(Stock::productId))
                .toList();
    }

    /** The products of which orders were given units that nobody counts, by order. */
    public Map<UUID, Set<UUID>> uncounted() {
        var products = new HashMap<UUID, Set<UUID>>();
        for (var entry : entries) {
            var order = entry.orderId();
            var isUncounted = entry.cause() == StockCause.RESERVED && entry.availableDelta() == 0;
            if (order != null && isUncounted) {
                products.computeIfAbsent(order, _ -> new HashSet<>()).add(entry.productId());
            }
        }
        return products;
    }

    /** Every move, in the order in which they were made. */
    public List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }
}
