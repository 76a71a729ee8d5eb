package dev.souk.cluster.sql;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a request that carries an idempotency key happen once: the key's row is written in the
 * transaction that it protects. A second request with the same key waits for the first one's
 * transaction, on whatever node it runs, and is given the first one's answer. Keys live for 24 h.
 */
public final class Idempotency {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Whose key it is: the same key of another caller, or for another path, is another key. */
    public record Scope(String caller, String method, String path, String key) {}

    /**
     * How a request with a key ended.
     *
     * @param answer what the caller is told
     * @param replayed whether an earlier request with this key was given the same
     */
    public record Outcome(StoredAnswer answer, boolean replayed) {}

    /** What {@link #claim} found. */
    public sealed interface Claim {
        /** The key is the caller's: do the work. */
        record Won() implements Claim {}

        /** An earlier request has it: wait for the named thing, or replay the answer. */
        record Held(String resource, Optional<StoredAnswer> answer) implements Claim {}
    }

    private final Database database;

    /** Over the service's database, whose migrations include {@code db/cluster}. */
    public Idempotency(Database database) {
        this.database = database;
    }

    /**
     * Runs the work once for the key, in one transaction with the key's row: the database that the
     * work is given runs all in that transaction, as {@link Database#within} says. An answer that
     * is not kept (see {@link StoredAnswer#isKept}) and every failure undo the work and free the
     * key, so that the same request may come again; a failure that reads as a kept answer is kept
     * too.
     *
     * <p>Fails with 422 {@code idempotency-key-reused} where the key came with another body, and
     * with 409 {@code request-in-progress} where the first request is still running after 3 s.
     *
     * @param body the request's bytes
     * @param refusal how a failure of the work reads as an answer
     */
    public Future<Outcome> once(
            Scope scope,
            Buffer body,
            Function<Database, Future<StoredAnswer>> work,
            Function<ServiceFailure, StoredAnswer> refusal) {
        var row = new IdempotencyRow(scope, body);
        return database.transaction(tx -> claimed(tx, row, work))
                .recover(failure -> freed(row, failure, refusal));
    }

    /**
     * Claims the key for a thing whose work outlives this transaction, as an order does; the claim
     * commits with the transaction. The first answer that is recorded for it, by {@link #settle},
     * is everyone's. Fails as {@link #once} does.
     *
     * @param resource the name of the thing, as its id
     */
    public Future<Claim> claim(SqlConnection tx, Scope scope, Buffer body, String resource) {
        var row = new IdempotencyRow(scope, body);
        return row.insert(tx, Optional.of(resource))
                .compose(
                        won ->
                                won
                                        ? Future.succeededFuture(new Claim.Won())
                                        : row.find(tx).map(Idempotency::held));
    }

    /** Records the answer for a claimed key, and returns the first one that was recorded. */
    public Future<StoredAnswer> settle(Scope scope, StoredAnswer answer) {
        return database.query(IdempotencyRow.SETTLE, IdempotencyRow.answered(scope, answer))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? answer
                                        : IdempotencyRow.answerOf(rows).orElse(answer));
    }

    /** Deletes what is older than 24 h; any node may do it, now and then. */
    public Future<Void> sweep() {
        return database.query(IdempotencyRow.SWEEP, io.vertx.sqlclient.Tuple.tuple()).mapEmpty();
    }

    private Future<Outcome> claimed(
            SqlConnection tx, IdempotencyRow row, Function<Database, Future<StoredAnswer>> work) {
        return row.insert(tx, Optional.empty())
                .compose(
                        won ->
                                won
                                        ? worked(tx, row, work)
                                        : row.find(tx).compose(Idempotency::replayed));
    }

    private Future<Outcome> worked(
            SqlConnection tx, IdempotencyRow row, Function<Database, Future<StoredAnswer>> work) {
        return work.apply(database.within(tx))
                .compose(
                        answer ->
                                answer.isKept()
                                        ? row.answer(tx, answer)
                                                .map(_ -> new Outcome(answer, false))
                                        : Future.failedFuture(new NotKept(answer)));
    }

    /**
     * The transaction is undone; what must be remembered nevertheless is written in one of its own.
     */
    private Future<Outcome> freed(
            IdempotencyRow row, Throwable failure, Function<ServiceFailure, StoredAnswer> refusal) {
        return switch (failure) {
            case NotKept given -> Future.succeededFuture(new Outcome(given.answer, false));
            case ServiceFailure refused
                    when !IdempotencyRow.isOfKey(refused) && refused.reason() == Reason.REFUSED ->
                    database.transaction(
                            tx ->
                                    claimed(
                                            tx,
                                            row,
                                            _ -> Future.succeededFuture(refusal.apply(refused))));
            default -> Future.failedFuture(failure);
        };
    }

    private static Future<Outcome> replayed(IdempotencyRow.Found found) {
        return found.answer()
                .map(answer -> Future.succeededFuture(new Outcome(answer, true)))
                .orElseGet(() -> Future.failedFuture(inProgress()));
    }

    private static Claim held(IdempotencyRow.Found found) {
        return new Claim.Held(found.resource(), found.answer());
    }

    static ServiceFailure inProgress() {
        return ServiceFailure.of(
                        Reason.CONFLICT,
                        "request-in-progress",
                        "The first request with this key is still running")
                .retryAfter(RETRY_AFTER);
    }

    /** Carries an answer out of a transaction that must be undone. */
    private static final class NotKept extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient StoredAnswer answer;

        NotKept(StoredAnswer answer) {
            super("answer not kept", null, false, false);
            this.answer = answer;
        }
    }
}
