package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.function.Supplier;

/**
 * Work in rounds, each begun when the last one has ended. Nothing is kept of a round: futures
 * composed in a circle would all stay until the last one, and then end on a stack as deep as there
 * were rounds.
 */
final class Rounds {

    private final Supplier<Future<Boolean>> round;
    private final Promise<Void> ended = Promise.promise();

    private Rounds(Supplier<Future<Boolean>> round) {
        this.round = round;
    }

    /**
     * Ends with the first round that fails or says that it was the last.
     *
     * @param round its future holds whether another one follows
     */
    static Future<Void> run(Supplier<Future<Boolean>> round) {
        var rounds = new Rounds(round);
        rounds.goOn();
        return rounds.ended.future();
    }

    private void goOn() {
        var current = begin();
        while (current.succeeded() && current.result()) {
            current = begin();
        }
        current.onSuccess(this::after).onFailure(ended::fail);
    }

    private Future<Boolean> begin() {
        return Future.<Void>succeededFuture().compose(_ -> round.get());
    }

    private void after(boolean more) {
        if (more) {
            goOn();
        } else {
            ended.complete();
        }
    }
}
