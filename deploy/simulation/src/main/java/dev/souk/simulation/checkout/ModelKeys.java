package dev.souk.simulation.checkout;

import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.KeyClaim;
import dev.souk.order.app.KeyClaims;
import dev.souk.order.app.Refusal;
import dev.souk.order.app.RequestKey;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.postgres.Postgres;

import io.vertx.core.Future;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Keys of requests as {@code PgKeyClaims} keeps them. */
final class ModelKeys implements KeyClaims {

    private final OrderTables tables;
    private final Postgres postgres;
    private final Node client;

    ModelKeys(OrderTables tables, Postgres postgres, Node client) {
        this.tables = tables;
        this.postgres = postgres;
        this.client = client;
    }

    @Override
    public Future<Optional<KeyClaim>> find(RequestKey key) {
        return postgres.query(
                client,
                "find key",
                () -> Optional.ofNullable(tables.keys.get(OrderTables.Key.of(key))));
    }

    @Override
    public Future<KeyClaim> refuse(RequestKey key, Refusal refusal) {
        var mine = new KeyClaim(key.bodyHash(), null, refusal, null);
        return postgres.transaction(
                client,
                tx ->
                        tx.lock(
                                        "claim key",
                                        List.of(OrderTables.Key.of(key)),
                                        () ->
                                                Optional.ofNullable(
                                                        tables.keys.get(OrderTables.Key.of(key))))
                                .onSuccess(_ -> tx.write(() -> claim(key, mine)))
                                .map(taken -> taken.orElse(mine)));
    }

    private void claim(RequestKey key, KeyClaim mine) {
        tables.keys.putIfAbsent(OrderTables.Key.of(key), mine);
    }

    @Override
    public Future<FirstAnswer> answer(UUID customerId, UUID orderId, FirstAnswer answer) {
        return postgres.query(client, "answer", () -> answerOf(orderId, answer));
    }

    private FirstAnswer answerOf(UUID orderId, FirstAnswer answer) {
        tables.answer(orderId, answer);
        return tables.keys.values().stream()
                .filter(claim -> orderId.equals(claim.orderId()))
                .map(KeyClaim::answer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(answer);
    }
}
