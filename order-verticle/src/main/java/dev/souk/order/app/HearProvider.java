package dev.souk.order.app;

import io.vertx.core.Future;

import java.util.UUID;

/**
 * Wakes the saga of an order of which the payment provider has news. The news itself counts for
 * nothing: it may come twice, late or out of order, and the saga asks.
 */
public final class HearProvider {

    private final SagaStore store;
    private final RunSagas sagas;

    public HearProvider(SagaStore store, RunSagas sagas) {
        this.store = store;
        this.sagas = sagas;
    }

    /** Completes when the saga is awake; an order that isn't there changes nothing. */
    public Future<Void> heardOf(UUID orderId) {
        return store.wake(orderId).compose(_ -> sagas.resume(orderId));
    }
}
