package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters over the service's own table, replayed by the handlers of this node. */
final class KeyReplay implements DeadLetters {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Database database;
    private final Parked parked;
    private final EventEffects effects;
    private final Map<String, Handlers> handlers;

    /**
     * @param handlers of each consumer group of this node; may still grow
     */
    KeyReplay(
            Database database,
            Parked parked,
            EventEffects effects,
            Map<String, Handlers> handlers) {
        this.database = database;
        this.parked = parked;
        this.effects = effects;
        this.handlers = handlers;
    }

    @Override
    public Future<List<DeadLetter>> list(Optional<String> topic, long after, int limit) {
        return parked.list(topic, after, limit);
    }

    @Override
    public Future<Boolean> replay(UUID id) {
        return parked.keyOf(id)
                .compose(
                        found ->
                                found.map(this::replay)
                                        .orElseGet(
                                                () ->
                                                        Future.failedFuture(
                                                                ServiceFailure.notFound(
                                                                        "dead letter"))));
    }

    private Future<Boolean> replay(Parked.Key key) {
        var known = handlers.get(key.consumer());
        if (known == null) {
            return Future.failedFuture(
                    ServiceFailure.unavailable("The event's consumer runs elsewhere", RETRY_AFTER));
        }
        return database.transaction(tx -> head(tx, key, known))
                .compose(
                        more -> more ? replay(key) : Future.succeededFuture(true),
                        failure -> failed(key, failure));
    }

    /** Whether there was an event, and so may be another. */
    private Future<Boolean> head(SqlConnection tx, Parked.Key key, Handlers known) {
        return parked.lockHead(tx, key)
                .compose(
                        head ->
                                head.isEmpty()
                                        ? Future.succeededFuture(false)
                                        : effects.replay(
                                                        tx,
                                                        key.consumer(),
                                                        known,
                                                        head.get().record())
                                                .compose(_ -> parked.remove(tx, head.get().id()))
                                                .map(true));
    }

    private Future<Boolean> failed(Parked.Key key, Throwable failure) {
        return FailurePolicy.isTransient(failure)
                ? Future.failedFuture(failure)
                : parked.noteFailure(key, failure).map(false);
    }
}
