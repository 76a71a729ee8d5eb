package dev.souk.cluster.web;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.Idempotency;
import dev.souk.cluster.sql.StoredAnswer;
import dev.souk.contract.ServiceFailure;

import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Gives a request that was answered before the same answer again, where it carries an idempotency
 * key and its sender is signed in.
 */
final class Replays {

    private static final String REPLAYED = "idempotent-replayed";

    private static final int AT_ONCE = 3;
    private static final int WAITING = 256;

    private final Gate gate = new Gate(AT_ONCE, WAITING);
    private final Database database;
    private final Idempotency idempotency;

    Replays(Database database) {
        this.database = database;
        this.idempotency = new Idempotency(database);
    }

    /** The work is given the key's own transaction, or the whole database where there is none. */
    Future<Answer> run(Call call, BiFunction<Call, Database, Future<Answer>> work) {
        var scope = scope(call);
        if (scope.isEmpty()) {
            return work.apply(call, database);
        }
        return idempotency
                .once(
                        scope.get(),
                        call.rawBody(),
                        own -> work.apply(call, own).map(Replays::stored),
                        failure -> refused(call, failure))
                .map(Replays::answer);
    }

    /**
     * As {@link #run}, for work that knows by itself what it has done: a crash between its commit
     * and the key's makes a repeat begin it again. The key holds a connection meanwhile, so that
     * only few such works may run at once.
     */
    Future<Answer> around(Call call, Function<Call, Future<Answer>> work) {
        return gate.enter(() -> run(call, (same, _) -> work.apply(same)));
    }

    private static Optional<Idempotency.Scope> scope(Call call) {
        if (call.principal().isAnonymous()) {
            return Optional.empty();
        }
        return call.idempotencyKey()
                .map(
                        key ->
                                new Idempotency.Scope(
                                        call.principal().subject(),
                                        call.operation().method(),
                                        call.target().path(),
                                        key));
    }

    private static StoredAnswer stored(Answer answer) {
        return new StoredAnswer(answer.status(), answer.headers(), answer.body());
    }

    private static Answer answer(Idempotency.Outcome outcome) {
        var stored = outcome.answer();
        var answer = new Answer(stored.status(), stored.headers(), stored.body());
        return outcome.replayed() ? answer.header(REPLAYED, "true") : answer;
    }

    private static StoredAnswer refused(Call call, ServiceFailure failure) {
        var span = Span.current().getSpanContext();
        var trace = span.isValid() ? span.getTraceId() : "";
        var target = call.target();
        return stored(Problem.of(failure, new Problem.Origin(target.base(), target.path(), trace)));
    }
}
