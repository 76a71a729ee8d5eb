package dev.souk.order.app;

import io.vertx.core.Future;

import java.util.Optional;
import java.util.UUID;

/** Which keys are taken, for 24 hours each. */
public interface KeyClaims {

    Future<Optional<KeyClaim>> find(RequestKey key);

    /** Keeps a refusal for whoever sends the same again; the claim that stands is returned. */
    Future<KeyClaim> refuse(RequestKey key, Refusal refusal);

    /** Keeps the first answer about an order; the one that stands is returned. */
    Future<FirstAnswer> answer(UUID customerId, UUID orderId, FirstAnswer answer);
}
