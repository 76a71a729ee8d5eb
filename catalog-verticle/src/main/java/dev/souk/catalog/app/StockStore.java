package dev.souk.catalog.app;

import dev.souk.catalog.domain.LedgerEntry;
import dev.souk.catalog.domain.Stock;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where units and their ledger are kept. */
public interface StockStore {

    /**
     * A change by hand.
     *
     * @param delta units to put in; negative to take some out
     * @param actor the id of who does it
     */
    record Adjustment(UUID productId, long delta, String reason, String actor) {}

    /** An adjustment's entry in the ledger, and the stock that it led to. */
    record Adjusted(UUID entryId, Stock stock) {}

    /** An entry as it was written. */
    record Written(
            UUID id,
            LedgerEntry entry,
            @Nullable String reason,
            @Nullable String actor,
            Instant at) {}

    /**
     * Adjusts a stock. Fails with {@code NOT_FOUND}, {@code insufficient-stock} or {@code
     * untracked-stock}.
     */
    Future<Adjusted> adjust(Adjustment adjustment);

    /**
     * The newest entries first. Fails with {@code NOT_FOUND} where there is no such product.
     *
     * @param before where the page before ended
     */
    Future<List<Written>> ledger(UUID productId, int limit, Optional<UUID> before);

    Future<Optional<Written>> entry(UUID productId, UUID entryId);

    /**
     * Publishes the whole state of products whose stock moved and whose last state is 1 s old.
     *
     * @return how many were published
     */
    Future<Integer> publishMoved(int limit);
}
