package dev.souk.order.store;

import dev.souk.order.domain.StatusChange;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Numbers the changes of a customer's orders, inside the transaction that makes them. It locks the
 * row of the customer's count until the transaction ends. Its caller holds the order before, and
 * asks after that for no other order: only for its own one's saga, whose other holders wait for
 * nothing, and for the cart.
 */
final class ChangeRows {

    private static final String ADD =
            """
            WITH counted AS (
                INSERT INTO order_change_counts AS counts (customer_id, last)
                VALUES ($1, cardinality($3::bigint[]))
                ON CONFLICT (customer_id) DO UPDATE SET last = counts.last + excluded.last
                RETURNING last - cardinality($3::bigint[]) AS before)
            INSERT INTO order_changes (customer_id, number, order_id, version, type, status,
                payment_status, changed_at)
            SELECT $1, before + place, $2, version, type, status, payment_status, changed_at
            FROM counted, unnest($3::bigint[], $4::text[], $5::text[], $6::text[],
                $7::timestamptz[]) WITH ORDINALITY
                AS change (version, type, status, payment_status, changed_at, place)
            """;

    private ChangeRows() {}

    static Future<Void> add(
            SqlConnection tx, UUID customerId, UUID orderId, List<StatusChange> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture();
        }
        var row =
                Tuple.of(
                                customerId,
                                orderId,
                                changes.stream().map(StatusChange::version).toArray(Long[]::new),
                                texts(changes, StatusChange::type),
                                texts(changes, change -> change.status().code()),
                                texts(changes, change -> change.payment().code()))
                        .addValue(times(changes));
        return tx.preparedQuery(ADD).execute(row).mapEmpty();
    }

    private static String[] texts(
            List<StatusChange> changes, Function<StatusChange, String> column) {
        return changes.stream().map(column).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<StatusChange> changes) {
        return changes.stream()
                .map(StatusChange::time)
                .map(ChangeRows::time)
                .toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
