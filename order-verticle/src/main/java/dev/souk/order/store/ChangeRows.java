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
 * The changes of customers' orders as they are written, inside the transaction that makes them. Its
 * caller holds the order. {@link PgOrderChanges} numbers them when they are read.
 */
final class ChangeRows {

    private static final String ADD =
            """
            INSERT INTO order_changes (customer_id, order_id, version, type, status,
                payment_status, changed_at)
            SELECT $1, $2, version, type, status, payment_status, changed_at
            FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
                WITH ORDINALITY
                AS change (version, type, status, payment_status, changed_at, place)
            ORDER BY place
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
