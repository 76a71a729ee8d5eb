package dev.souk.local.stripe;

import dev.souk.order.app.ProviderReferences;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** References as PostgreSQL keeps them, in memory. */
final class KeptReferences implements ProviderReferences {

    private final Map<String, Known> all = new ConcurrentHashMap<>();
    private final InstantSource clock;

    KeptReferences(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Future<Known> begin(String key, Kind kind, @Nullable String reference) {
        var fresh = new Known(key, kind, reference, clock.instant(), false);
        return Future.succeededFuture(all.computeIfAbsent(key, _ -> fresh));
    }

    @Override
    public Future<Void> learn(String key, String reference) {
        all.computeIfPresent(
                key,
                (_, old) ->
                        new Known(key, old.kind(), reference, old.askedAt(), old.isWithdrawn()));
        return Future.succeededFuture();
    }

    @Override
    public Future<Known> withdraw(String key) {
        return Future.succeededFuture(
                all.compute(
                        key,
                        (_, old) ->
                                old == null
                                        ? new Known(key, Kind.AUTHORIZATION, null, null, true)
                                        : new Known(
                                                key,
                                                old.kind(),
                                                old.reference(),
                                                old.askedAt(),
                                                true)));
    }

    @Override
    public Future<Optional<Known>> find(String key) {
        return Future.succeededFuture(Optional.ofNullable(all.get(key)));
    }
}
