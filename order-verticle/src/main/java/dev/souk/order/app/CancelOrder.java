package dev.souk.order.app;

import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Cancellation;
import dev.souk.order.domain.CancellationCode;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.UUID;

/**
 * Calls an order off. It is off at once; its saga gives back stock and money, and undoes what a
 * step under way still brings. To call it off again changes nothing.
 */
public final class CancelOrder {

    private static final Logger LOG = LoggerFactory.getLogger(CancelOrder.class);

    private final OrderStore orders;
    private final RunSagas sagas;
    private final OrderWatch watch;
    private final InstantSource clock;

    public CancelOrder(OrderStore orders, RunSagas sagas, OrderWatch watch, InstantSource clock) {
        this.orders = orders;
        this.sagas = sagas;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Fails with {@code NOT_FOUND} for a stranger's order, and with {@code CONFLICT} for one that
     * is on its way.
     *
     * @param reason in the shopper's own words; null where nothing was said
     */
    public Future<StoredOrder> cancel(Shopper shopper, UUID id, @Nullable String reason) {
        return orders.cancel(id, order -> decide(shopper, order), reason)
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("order")))
                .andThen(
                        done -> {
                            if (done.succeeded()) {
                                undo(id);
                            }
                        });
    }

    private Decision decide(Shopper shopper, Order order) {
        if (!shopper.maySee(order)) {
            throw ServiceFailure.notFound("order");
        }
        var code = shopper.owns(order) ? CancellationCode.BY_CUSTOMER : CancellationCode.BY_STAFF;
        var now = clock.instant();
        return Moves.decide(order, found -> found.cancel(Cancellation.of(code), now))
                .askedFor(new Note.Command("cancel", shopper.kindFor(order), now));
    }

    private void undo(UUID id) {
        watch.changed(id);
        sagas.resume(id)
                .onFailure(
                        failure ->
                                LOG.atWarn()
                                        .setCause(failure)
                                        .addKeyValue("orderId", id)
                                        .log("the sweep will undo the order"));
    }
}
