package dev.souk.simulation.checkout;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.domain.LedgerEntry;
import dev.souk.catalog.domain.Offer;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of the catalog's database. */
final class StockTables {

    /** The row of a reservation; a tombstone has neither a customer nor a verdict. */
    record Row(
            @Nullable UUID customer,
            State state,
            List<OrderLine> lines,
            @Nullable ReservationVerdict verdict,
            Instant expiresAt) {

        Row in(State next, Instant expiry) {
            return new Row(customer, next, lines, verdict, expiry);
        }

        /** Whether its units are set aside. */
        boolean isHeld() {
            return state == State.HELD || state == State.PINNED;
        }

        boolean isSold() {
            return state == State.COMMITTED;
        }
    }

    /** What the entries of a product's ledger sum up to. */
    record Sum(long available, long reserved, long sold) {

        static final Sum NOTHING = new Sum(0, 0, 0);

        Sum plus(LedgerEntry entry) {
            return new Sum(
                    available + entry.availableDelta(),
                    reserved + entry.reservedDelta(),
                    sold + entry.soldDelta());
        }
    }

    final Map<UUID, Offer> offers = new LinkedHashMap<>();
    final Map<UUID, Stock> stock = new LinkedHashMap<>();
    final Map<UUID, Long> putIn = new LinkedHashMap<>();
    final Map<UUID, Sum> ledger = new LinkedHashMap<>();
    final Map<UUID, Row> reservations = new LinkedHashMap<>();
    final Map<Buyer, Long> totals = new LinkedHashMap<>();

    /** Puts a product on sale. */
    void add(UUID id, Money price, long units, @Nullable Integer maxPerCustomer) {
        offers.put(id, new Offer(id, "sku-" + id, "A product", price, maxPerCustomer));
        stock.put(id, Stock.fresh(id, StockMode.TRACKED, units));
        putIn.put(id, units);
        ledger.put(id, new Sum(units, 0, 0));
    }

    void write(Collection<Stock> changed, Collection<LedgerEntry> entries) {
        changed.forEach(row -> stock.put(row.productId(), row));
        entries.forEach(
                entry ->
                        ledger.merge(
                                entry.productId(),
                                Sum.NOTHING.plus(entry),
                                (sum, _) -> sum.plus(entry)));
    }
}
