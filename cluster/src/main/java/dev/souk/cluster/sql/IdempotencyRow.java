package dev.souk.cluster.sql;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The row of one idempotency key. */
final class IdempotencyRow {

    /**
     * Waits, in the unique index, for the transaction of an equal key; an expired row is taken
     * over.
     */
    private static final String INSERT =
            """
            INSERT INTO idempotency AS held (caller, method, path, key, fingerprint, resource)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (caller, method, path, key) DO UPDATE
            SET fingerprint = excluded.fingerprint, resource = excluded.resource,
                status = NULL, headers = NULL, body = NULL, created_at = now()
            WHERE held.created_at < now() - interval '24 hours'
            RETURNING 1
            """;

    private static final String FIND =
            """
            SELECT fingerprint, resource, status, headers, body FROM idempotency
            WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4
            """;

    /** The first recorded answer stays. */
    static final String SETTLE =
            """
            UPDATE idempotency
            SET status = coalesce(status, $5),
                headers = CASE WHEN status IS NULL THEN $6 ELSE headers END,
                body = CASE WHEN status IS NULL THEN $7 ELSE body END
            WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4
            RETURNING status, headers, body
            """;

    static final String SWEEP =
            "DELETE FROM idempotency WHERE created_at < now() - interval '24 hours'";

    private static final String WAIT_FOR_LOCKS = "SELECT set_config('lock_timeout', $1, true)";
    private static final String PATIENCE_MILLIS = "3000";
    private static final String FOR_EVER = "0";
    private static final String REUSED = "idempotency-key-reused";

    /** What an earlier request left. */
    record Found(String resource, Optional<StoredAnswer> answer) {}

    private final Idempotency.Scope scope;
    private final Buffer fingerprint;

    IdempotencyRow(Idempotency.Scope scope, Buffer body) {
        this.scope = scope;
        this.fingerprint = Buffer.buffer(sha256(body.getBytes()));
    }

    /** Whether the key is now this transaction's. */
    Future<Boolean> insert(SqlConnection tx, Optional<String> resource) {
        var patience = tx.preparedQuery(WAIT_FOR_LOCKS).execute(Tuple.of(PATIENCE_MILLIS));
        var inserted =
                tx.preparedQuery(INSERT)
                        .execute(key(scope).addBuffer(fingerprint).addValue(resource.orElse(null)));
        return patience.compose(_ -> inserted)
                .recover(failure -> Future.failedFuture(inTime(failure)))
                .compose(
                        rows ->
                                tx.preparedQuery(WAIT_FOR_LOCKS)
                                        .execute(Tuple.of(FOR_EVER))
                                        .map(_ -> rows.size() > 0));
    }

    /** The row of the earlier request, which is committed; fails where its body was another. */
    Future<Found> find(SqlConnection tx) {
        return tx.preparedQuery(FIND)
                .execute(key(scope))
                .compose(
                        rows ->
                                rows.size() == 0
                                        ? Future.failedFuture(Idempotency.inProgress())
                                        : found(rows));
    }

    Future<RowSet<Row>> answer(SqlConnection tx, StoredAnswer answer) {
        return tx.preparedQuery(SETTLE).execute(answered(scope, answer));
    }

    static Tuple answered(Idempotency.Scope scope, StoredAnswer answer) {
        var headers = new JsonObject();
        answer.headers().forEach(headers::put);
        return key(scope)
                .addInteger(answer.status())
                .addJsonObject(headers)
                .addBuffer(answer.body());
    }

    static Optional<StoredAnswer> answerOf(RowSet<Row> rows) {
        var row = rows.iterator().next();
        return Optional.ofNullable(row.getInteger("status"))
                .map(
                        status ->
                                new StoredAnswer(
                                        status,
                                        row.getJsonObject("headers").stream()
                                                .collect(
                                                        Collectors.toMap(
                                                                header -> header.getKey(),
                                                                header ->
                                                                        String.valueOf(
                                                                                header
                                                                                        .getValue()))),
                                        row.getBuffer("body")));
    }

    /** Whether a refusal is of the key itself, and so no answer of the work. */
    static boolean isOfKey(ServiceFailure refused) {
        return refused.code().equals(REUSED);
    }

    private Future<Found> found(RowSet<Row> rows) {
        var row = rows.iterator().next();
        if (!Arrays.equals(row.getBuffer("fingerprint").getBytes(), fingerprint.getBytes())) {
            return Future.failedFuture(
                    ServiceFailure.of(
                            Reason.REFUSED, REUSED, "The key was used with another request"));
        }
        var resource = Optional.ofNullable(row.getString("resource")).orElse("");
        return Future.succeededFuture(new Found(resource, answerOf(rows)));
    }

    private static Throwable inTime(Throwable failure) {
        return SqlFailures.isLockTimeout(failure) ? Idempotency.inProgress() : failure;
    }

    private static Tuple key(Idempotency.Scope scope) {
        return Tuple.of(scope.caller(), scope.method(), scope.path(), scope.key());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
