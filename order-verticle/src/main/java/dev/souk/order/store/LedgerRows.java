package dev.souk.order.store;

import dev.souk.order.domain.Decision;
import dev.souk.order.domain.LedgerEntries;
import dev.souk.order.domain.LedgerEntry;
import dev.souk.order.domain.OrderEvent.OrderCancelled;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Books the money of facts in the transaction that writes them, and opens the items that the
 * reconciler compares with the provider's books.
 */
final class LedgerRows {

    private static final String BOOK =
            """
            WITH booked AS (
                INSERT INTO payment_entries
                    (order_id, version, leg, account, amount_minor, currency, provider_key, recorded_at)
                SELECT $1, version, leg, account, amount, currency, key, at
                FROM unnest($2::bigint[], $3::smallint[], $4::text[], $5::bigint[], $6::text[],
                            $7::text[], $8::timestamptz[])
                    AS entry (version, leg, account, amount, currency, key, at)
                RETURNING provider_key, currency, account, amount_minor)
            INSERT INTO payment_open_items AS item (order_id, provider_key, currency, ledger_minor)
            SELECT $1, provider_key, currency, sum(amount_minor) FROM booked
            WHERE account = 'provider' GROUP BY provider_key, currency ORDER BY provider_key
            ON CONFLICT (order_id, provider_key, currency) DO UPDATE
            SET ledger_minor = item.ledger_minor + excluded.ledger_minor,
                changed_at = excluded.changed_at, judged_at = NULL
            """;

    /** An order that is called off after its money was taken must be seen to give it back. */
    private static final String OPEN_AGAIN =
            """
            INSERT INTO payment_open_items AS item (order_id, provider_key, currency)
            SELECT order_id, provider_key, currency FROM payment_entries
            WHERE order_id = $1 AND provider_key = $2 AND account = 'provider'
            ON CONFLICT (order_id, provider_key, currency) DO UPDATE
            SET changed_at = excluded.changed_at, judged_at = NULL
            """;

    private LedgerRows() {}

    /** Books what a decision moves; most move nothing. */
    static Future<Void> book(SqlConnection tx, Decision decision) {
        var order = decision.next();
        var entries =
                decision.facts().stream()
                        .flatMap(fact -> LedgerEntries.of(order, fact).stream())
                        .toList();
        return entries.isEmpty()
                ? openAgain(tx, decision)
                : tx.preparedQuery(BOOK)
                        .execute(row(decision, entries))
                        .compose(_ -> openAgain(tx, decision));
    }

    private static Future<Void> openAgain(SqlConnection tx, Decision decision) {
        var order = decision.next();
        var isCalledOff =
                decision.facts().stream().anyMatch(fact -> fact.event() instanceof OrderCancelled);
        return isCalledOff && order.payment().held().amount() > 0
                ? tx.preparedQuery(OPEN_AGAIN)
                        .execute(Tuple.of(order.id(), order.payment().captureKey()))
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private static Tuple row(Decision decision, List<LedgerEntry> entries) {
        return Tuple.of(
                decision.next().id(),
                column(entries, LedgerEntry::version).toArray(Long[]::new),
                column(entries, entry -> (short) entry.leg()).toArray(Short[]::new),
                column(entries, entry -> entry.account().code()).toArray(String[]::new),
                column(entries, entry -> entry.amount().amount()).toArray(Long[]::new),
                column(entries, entry -> entry.amount().currency()).toArray(String[]::new),
                column(entries, LedgerEntry::providerKey).toArray(String[]::new),
                column(entries, entry -> entry.time().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
    }

    private static <T> List<T> column(List<LedgerEntry> entries, Function<LedgerEntry, T> cell) {
        return entries.stream().map(cell).toList();
    }
}
