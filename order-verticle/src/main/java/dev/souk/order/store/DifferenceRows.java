package dev.souk.order.store;

import dev.souk.order.app.ReconciliationStore.Findings;
import dev.souk.order.app.ReconciliationStore.Judged;
import dev.souk.order.app.ReconciliationStore.Turn;
import dev.souk.order.domain.Difference;
import dev.souk.order.domain.OpenItem;
import dev.souk.order.domain.Verdict.Agreed;
import dev.souk.order.domain.Verdict.Differs;
import dev.souk.order.domain.Verdict.Pending;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Writes what the open items came to, inside a transaction that holds the turn. */
final class DifferenceRows {

    private static final String HOLD =
            "SELECT 1 FROM payment_readings WHERE provider = $1 AND epoch = $2 FOR UPDATE";

    /** An item that changed since it was judged stays open. */
    private static final String CLOSE =
            """
            WITH agreed AS (
                DELETE FROM payment_open_items AS item
                USING unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
                    AS judged (order_id, key, currency, changed_at)
                WHERE item.order_id = judged.order_id AND item.provider_key = judged.key
                    AND item.currency = judged.currency AND item.changed_at = judged.changed_at
                RETURNING item.order_id, item.provider_key, item.currency)
            UPDATE payment_differences AS difference SET resolved_at = now()
            FROM agreed
            WHERE difference.order_id = agreed.order_id AND resolved_at IS NULL
                AND difference.provider_key = agreed.provider_key
                AND difference.currency = agreed.currency
            """;

    private static final String PASS_OVER =
            """
            UPDATE payment_open_items AS item SET judged_at = now()
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS judged (order_id, key, currency)
            WHERE item.order_id = judged.order_id AND item.provider_key = judged.key
                AND item.currency = judged.currency
            """;
    private static final String KEEP =
            """
            INSERT INTO payment_differences AS known
                (order_id, provider_key, currency, kind, ledger_minor, provider_minor,
                 unreconciled_minor, first_seen, last_seen)
            SELECT order_id, key, currency, kind, ledger, provider, minor, now(), now()
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
                        $7::bigint[])
                AS judged (order_id, key, currency, kind, ledger, provider, minor)
            ON CONFLICT (order_id, provider_key, currency) DO UPDATE
            SET kind = excluded.kind, ledger_minor = excluded.ledger_minor,
                provider_minor = excluded.provider_minor,
                unreconciled_minor = excluded.unreconciled_minor, last_seen = now(),
                first_seen = CASE WHEN known.resolved_at IS NULL THEN known.first_seen
                                  ELSE now() END,
                resolved_at = NULL
            RETURNING order_id, provider_key, currency, first_seen = last_seen AS fresh
            """;
    private static final String ASLEEP =
            """
            UPDATE payment_open_items AS item SET woken_at = now()
            FROM unnest($1::uuid[], $2::text[], $3::text[]) AS judged (order_id, key, currency)
            WHERE item.order_id = judged.order_id AND item.provider_key = judged.key
                AND item.currency = judged.currency
                AND (woken_at IS NULL OR woken_at < now() - interval '60 s')
            RETURNING item.order_id
            """;

    private final String provider;

    DifferenceRows(String provider) {
        this.provider = provider;
    }

    Future<Findings> settle(SqlConnection tx, Turn turn, List<Judged> judged) {
        return tx.preparedQuery(HOLD)
                .execute(Tuple.of(provider, turn.epoch()))
                .compose(
                        held ->
                                held.size() == 0 || judged.isEmpty()
                                        ? Future.succeededFuture(nothing())
                                        : write(tx, judged));
    }

    private static Findings nothing() {
        return new Findings(List.of(), Set.of());
    }

    private static Future<Findings> write(SqlConnection tx, List<Judged> judged) {
        var agreed = new ArrayList<Judged>();
        var pending = new ArrayList<Judged>();
        var differing = new ArrayList<Judged>();
        for (var each : judged) {
            switch (each.verdict()) {
                case Agreed _ -> agreed.add(each);
                case Pending _ -> pending.add(each);
                case Differs _ -> differing.add(each);
            }
        }
        pending.addAll(differing);
        return close(tx, agreed)
                .compose(_ -> passOver(tx, pending))
                .compose(
                        _ ->
                                differing.isEmpty()
                                        ? Future.succeededFuture(nothing())
                                        : keep(tx, differing));
    }

    private static Future<Void> close(SqlConnection tx, List<Judged> agreed) {
        var changed =
                column(agreed, each -> each.item().changedAt().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new);
        return agreed.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(CLOSE).execute(keys(agreed).addValue(changed)).mapEmpty();
    }

    private static Future<Void> passOver(SqlConnection tx, List<Judged> pending) {
        return pending.isEmpty()
                ? Future.succeededFuture()
                : tx.preparedQuery(PASS_OVER).execute(keys(pending)).mapEmpty();
    }

    private static Future<Findings> keep(SqlConnection tx, List<Judged> differing) {
        var row =
                keys(differing)
                        .addValue(
                                column(differing, each -> differs(each).difference().code())
                                        .toArray(String[]::new))
                        .addValue(
                                column(differing, each -> each.item().ledger().amount())
                                        .toArray(Long[]::new))
                        .addValue(
                                column(differing, each -> each.item().provider().amount())
                                        .toArray(Long[]::new))
                        .addValue(
                                column(differing, each -> differs(each).minorUnits())
                                        .toArray(Long[]::new));
        return tx.preparedQuery(KEEP)
                .execute(row)
                .map(rows -> fresh(rows, differing))
                .compose(fresh -> asleep(tx, differing).map(ids -> new Findings(fresh, ids)));
    }

    private static Future<Set<UUID>> asleep(SqlConnection tx, List<Judged> differing) {
        var known =
                differing.stream()
                        .filter(each -> differs(each).difference() != Difference.UNKNOWN_ORDER)
                        .toList();
        return tx.preparedQuery(ASLEEP)
                .execute(keys(known))
                .map(
                        rows -> {
                            var ids = new HashSet<UUID>();
                            rows.forEach(row -> ids.add(row.getUUID("order_id")));
                            return ids;
                        });
    }

    private static List<Judged> fresh(RowSet<Row> rows, List<Judged> differing) {
        var names = new HashSet<String>();
        for (var row : rows) {
            if (row.getBoolean("fresh")) {
                names.add(
                        row.getUUID("order_id")
                                + row.getString("provider_key")
                                + row.getString("currency"));
            }
        }
        return differing.stream().filter(each -> names.contains(nameOf(each.item()))).toList();
    }

    private static String nameOf(OpenItem item) {
        return item.orderId() + item.providerKey() + item.ledger().currency();
    }

    private static Differs differs(Judged judged) {
        return (Differs) judged.verdict();
    }

    private static Tuple keys(List<Judged> judged) {
        return Tuple.of(
                column(judged, each -> each.item().orderId()).toArray(UUID[]::new),
                column(judged, each -> each.item().providerKey()).toArray(String[]::new),
                column(judged, each -> each.item().ledger().currency()).toArray(String[]::new));
    }

    private static <T> List<T> column(List<Judged> judged, Function<Judged, T> cell) {
        return judged.stream().map(cell).toList();
    }
}
