package dev.souk.gateway.http;

import dev.souk.cluster.time.Timers;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;

/**
 * How a gateway leaves: each connection ends with its next answer, and those that ask nothing more
 * are kept for 20 s, so that no client finds one closed under its request.
 */
public final class Leaving {

    private static final Duration KEPT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int QUIET_LOOKS = 5;

    private final DoorState state;
    private final Timers timers;
    private int quiet;
    private int looks;

    public Leaving(DoorState state, Timers timers) {
        this.state = state;
        this.timers = timers;
    }

    /** Leaves; done when nothing is open any more. */
    public Future<Void> leave() {
        state.drain();
        var gone = Promise.<Void>promise();
        look(gone);
        return gone.future().compose(_ -> state.close());
    }

    private void look(Promise<Void> gone) {
        state.connections()
                .onSuccess(
                        open -> {
                            quiet = open == 0 ? quiet + 1 : 0;
                            looks++;
                            if (quiet >= QUIET_LOOKS
                                    || LOOK.multipliedBy(looks).compareTo(KEPT) > 0) {
                                gone.complete();
                            } else {
                                timers.after(LOOK, () -> again(gone));
                            }
                        })
                .onFailure(gone::fail);
    }

    private Future<Void> again(Promise<Void> gone) {
        look(gone);
        return Future.succeededFuture();
    }
}
