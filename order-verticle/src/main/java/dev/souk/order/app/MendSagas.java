package dev.souk.order.app;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.StuckSagas.Hand;
import dev.souk.order.app.StuckSagas.OrderSaga;
import dev.souk.order.app.StuckSagas.Position;
import dev.souk.order.app.StuckSagas.StuckSaga;
import dev.souk.order.domain.CheckoutSaga;
import dev.souk.order.domain.Note;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.order.domain.Transition;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Shows the stuck sagas, and gives them a hand. */
public final class MendSagas {

    private static final Logger LOG = LoggerFactory.getLogger(MendSagas.class);

    private final StuckSagas stuck;
    private final InstantSource clock;

    public MendSagas(StuckSagas stuck, InstantSource clock) {
        this.stuck = stuck;
        this.clock = clock;
    }

    /** The stuck sagas, the longest stuck first. */
    public Future<List<StuckSaga>> list(@Nullable Position after, int limit) {
        return stuck.list(after, limit);
    }

    /**
     * Has a stuck saga go on: the next sweep takes it. Fails with {@code NOT_FOUND} where there is
     * none, and with {@code CONFLICT} where it is not stuck.
     *
     * @param actor who does it
     */
    public Future<OrderSaga> give(UUID orderId, Hand hand, UUID actor) {
        return stuck.give(orderId, hand, actor, (saga, order) -> decide(hand, saga, order))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("saga")))
                .onSuccess(_ -> tell(orderId, hand));
    }

    private Transition decide(Hand hand, Saga saga, Order order) {
        if (!saga.isStuck()) {
            throw ServiceFailure.of(Reason.CONFLICT, "not-stuck", "The saga needs no hand");
        }
        var now = clock.instant();
        var next =
                switch (hand) {
                    case RETRY -> CheckoutSaga.retry(saga, order, now);
                    case COMPENSATE -> CheckoutSaga.compensate(saga, order, now);
                };
        return next.askedFor(new Note.Command(hand.code() + "-saga", "admin", now));
    }

    private static void tell(UUID orderId, Hand hand) {
        LOG.atInfo().addKeyValue("orderId", orderId).addKeyValue("hand", hand).log("saga mended");
    }
}
