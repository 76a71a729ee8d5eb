package dev.souk.catalog.store;

import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.StockStore.Written;
import dev.souk.catalog.domain.LedgerEntry;
import dev.souk.catalog.domain.StockCause;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The ledger of stock: how its entries are written and read. */
final class Ledger {

    /** The columns that {@link #read} wants. */
    static final String COLUMNS =
            """
            product_id, id, stock_version, cause, order_id, quantity, available_delta,
            reserved_delta, sold_delta, reason, actor, at
            """;

    private static final String INSERT =
            """
            INSERT INTO stock_ledger (product_id, id, stock_version, cause, order_id, quantity,
                available_delta, reserved_delta, sold_delta, reason, actor, at)
            SELECT u.product_id, u.id, u.stock_version, u.cause, u.order_id, u.quantity,
                u.available_delta, u.reserved_delta, u.sold_delta, $10, $11, $12
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::uuid[],
                $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[])
                AS u(product_id, id, stock_version, cause, order_id, quantity, available_delta,
                    reserved_delta, sold_delta)
            """;

    private Ledger() {}

    /**
     * Writes entries in one statement.
     *
     * @return the ids that they got, in the same order
     */
    static Future<List<UUID>> insert(
            SqlConnection tx,
            CatalogFacts facts,
            List<LedgerEntry> entries,
            @Nullable String reason,
            @Nullable String actor) {
        if (entries.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var ids = entries.stream().map(entry -> facts.nextId()).toList();
        var args =
                columns(entries, ids)
                        .addString(reason)
                        .addString(actor)
                        .addOffsetDateTime(facts.now().atOffset(ZoneOffset.UTC));
        return tx.preparedQuery(INSERT).execute(args).map(ids);
    }

    static Written read(Row row) {
        var entry =
                new LedgerEntry(
                        row.getUUID("product_id"),
                        row.getLong("stock_version"),
                        row.getUUID("order_id"),
                        StockCause.valueOf(row.getString("cause").toUpperCase(Locale.ROOT)),
                        row.getLong("quantity"),
                        row.getLong("available_delta"),
                        row.getLong("reserved_delta"),
                        row.getLong("sold_delta"));
        return new Written(
                row.getUUID("id"),
                entry,
                row.getString("reason"),
                row.getString("actor"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static Tuple columns(List<LedgerEntry> entries, List<UUID> ids) {
        return Tuple.tuple()
                .addArrayOfUUID(entries.stream().map(LedgerEntry::productId).toArray(UUID[]::new))
                .addArrayOfUUID(ids.toArray(UUID[]::new))
                .addArrayOfLong(
                        entries.stream().map(LedgerEntry::stockVersion).toArray(Long[]::new))
                .addArrayOfString(
                        entries.stream().map(entry -> entry.cause().word()).toArray(String[]::new))
                .addArrayOfUUID(entries.stream().map(LedgerEntry::orderId).toArray(UUID[]::new))
                .addArrayOfLong(entries.stream().map(LedgerEntry::quantity).toArray(Long[]::new))
                .addArrayOfLong(
                        entries.stream().map(LedgerEntry::availableDelta).toArray(Long[]::new))
                .addArrayOfLong(
                        entries.stream().map(LedgerEntry::reservedDelta).toArray(Long[]::new))
                .addArrayOfLong(entries.stream().map(LedgerEntry::soldDelta).toArray(Long[]::new));
    }
}
