package dev.souk.order.store;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.FirstAnswer.Kind;
import dev.souk.order.app.KeyClaim;
import dev.souk.order.app.KeyClaims;
import dev.souk.order.app.Refusal;
import dev.souk.order.app.RequestKey;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys of requests to order, in PostgreSQL. A claim commits with the order that it names; who finds
 * one that isn't committed yet waits for it.
 */
public final class PgKeyClaims implements KeyClaims {

    private static final String LOCK_TIMEOUT = "55P03";
    private static final String WAIT_AT_MOST = "SET LOCAL lock_timeout = '2500ms'";
    private static final String CLAIM =
            """
            INSERT INTO order_keys
                (customer_id, key, body_hash, order_id, refusal, answer, answer_version, claimed_at)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, $6, $7, now())
            ON CONFLICT (customer_id, key) DO UPDATE
            SET body_hash = excluded.body_hash, order_id = excluded.order_id,
                refusal = excluded.refusal, answer = excluded.answer,
                answer_version = excluded.answer_version, claimed_at = now()
            WHERE order_keys.claimed_at < now() - interval '24 hours'
            """;
    private static final String FIND =
            """
            SELECT body_hash, order_id, refusal::text AS refusal, answer, answer_version
            FROM order_keys
            WHERE customer_id = $1 AND key = $2 AND claimed_at >= now() - interval '24 hours'
            """;
    private static final String ANSWER =
            """
            UPDATE order_keys
            SET answer = coalesce(answer, $3), answer_version = coalesce(answer_version, $4)
            WHERE customer_id = $1 AND order_id = $2
            RETURNING answer, answer_version
            """;
    private static final String FORGET =
            "DELETE FROM order_keys WHERE claimed_at < now() - interval '24 hours'";

    private final Database database;

    PgKeyClaims(Database database) {
        this.database = database;
    }

    @Override
    public Future<Optional<KeyClaim>> find(RequestKey key) {
        return database.query(FIND, Tuple.of(key.customerId(), key.key()))
                .map(PgKeyClaims::claimOf);
    }

    @Override
    public Future<KeyClaim> refuse(RequestKey key, Refusal refusal) {
        var mine = new KeyClaim(key.bodyHash(), null, refusal, null);
        return database.transaction(tx -> claim(tx, key, mine).map(taken -> taken.orElse(mine)));
    }

    @Override
    public Future<FirstAnswer> answer(UUID customerId, UUID orderId, FirstAnswer answer) {
        var row = Tuple.of(customerId, orderId, nameOf(answer.kind()), answer.version());
        return database.query(ANSWER, row)
                .map(
                        rows ->
                                rows.size() == 0
                                        ? answer
                                        : answerOf(rows.iterator().next()).orElse(answer));
    }

    /** Forgets the keys that are older than a day. Any node may do it, at any time. */
    public Future<Void> forgetOld() {
        return database.query(FORGET, Tuple.tuple()).mapEmpty();
    }

    /**
     * Claims the key for an order; empty where it is the caller's now, else the claim that stands.
     */
    Future<Optional<KeyClaim>> claim(SqlConnection tx, RequestKey key, Order order) {
        var answer = FirstAnswer.atOnce(order);
        return claim(tx, key, new KeyClaim(key.bodyHash(), order.id(), null, answer));
    }

    private static Future<Optional<KeyClaim>> claim(
            SqlConnection tx, RequestKey key, KeyClaim mine) {
        var refusal = mine.refusal();
        var answer = mine.answer();
        var row =
                Tuple.of(
                        key.customerId(),
                        key.key(),
                        mine.bodyHash(),
                        mine.orderId(),
                        refusal == null ? null : Json.encode(refusal).toString(),
                        answer == null ? null : nameOf(answer.kind()),
                        answer == null ? null : answer.version());
        var limited = tx.query(WAIT_AT_MOST).execute();
        var claimed = tx.preparedQuery(CLAIM).execute(row);
        return limited.compose(_ -> claimed)
                .recover(PgKeyClaims::inProgress)
                .compose(
                        rows ->
                                rows.rowCount() == 1
                                        ? Future.succeededFuture(Optional.empty())
                                        : standing(tx, key));
    }

    private static Future<Optional<KeyClaim>> standing(SqlConnection tx, RequestKey key) {
        return tx.preparedQuery(FIND)
                .execute(Tuple.of(key.customerId(), key.key()))
                .map(PgKeyClaims::claimOf);
    }

    private static Future<RowSet<Row>> inProgress(Throwable failure) {
        return failure instanceof PgException refused && LOCK_TIMEOUT.equals(refused.getSqlState())
                ? Future.failedFuture(
                        ServiceFailure.of(
                                        Reason.CONFLICT,
                                        "request-in-progress",
                                        "The first request with this key is not done yet")
                                .retryAfter(Duration.ofSeconds(1)))
                : Future.failedFuture(failure);
    }

    private static Optional<KeyClaim> claimOf(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(claim(rows.iterator().next()));
    }

    private static KeyClaim claim(Row row) {
        var refusal = row.getString("refusal");
        return new KeyClaim(
                row.getString("body_hash"),
                row.getUUID("order_id"),
                refusal == null ? null : Json.decode(Buffer.buffer(refusal), Refusal.class),
                answerOf(row).orElse(null));
    }

    private static String nameOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<FirstAnswer> answerOf(Row row) {
        return Optional.ofNullable(row.getString("answer"))
                .map(kind -> Kind.valueOf(kind.toUpperCase(Locale.ROOT)))
                .map(kind -> new FirstAnswer(kind, row.getLong("answer_version")));
    }
}
