package dev.souk.order.app;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What happens to each message that leaves a node, by its number. A node that is dead sends nothing
 * and hears nothing.
 */
final class Fate {

    private final Function<Integer, Happening> plan;
    private int messages;
    private boolean dead;

    /** What can happen to a message. */
    enum Happening {
        /** It arrives, and so does the answer. */
        ANSWERED,
        /** It never arrives, and the sender knows. */
        NOT_SENT,
        /** It is lost on its way, and the sender doesn't know. */
        LOST,
        /** It arrives, and the answer is lost. */
        ANSWER_LOST,
        /** The sender dies before it is sent. */
        DEATH_BEFORE,
        /** It arrives, and the sender dies before it hears the answer. */
        DEATH_AFTER
    }

    Fate(Function<Integer, Happening> plan) {
        this.plan = plan;
    }

    static Fate kind() {
        return new Fate(_ -> Happening.ANSWERED);
    }

    static Fate away() {
        return new Fate(_ -> Happening.NOT_SENT);
    }

    boolean isDead() {
        return dead;
    }

    /** Sends a message whose loss is an outcome. */
    <T> Future<T> send(Supplier<T> work, T unreached, T unheard) {
        if (dead) {
            return Promise.<T>promise().future();
        }
        return switch (plan.apply(messages++)) {
            case ANSWERED -> Future.succeededFuture(work.get());
            case NOT_SENT -> Future.succeededFuture(unreached);
            case LOST -> Future.succeededFuture(unheard);
            case ANSWER_LOST -> {
                var _ = work.get();
                yield Future.succeededFuture(unheard);
            }
            case DEATH_BEFORE -> die();
            case DEATH_AFTER -> {
                var _ = work.get();
                yield die();
            }
        };
    }

    /** Sends a message whose loss is a failure. */
    <T> Future<T> send(Supplier<T> work) {
        if (dead) {
            return Promise.<T>promise().future();
        }
        return switch (plan.apply(messages++)) {
            case ANSWERED -> attempt(work);
            case NOT_SENT, LOST -> Future.failedFuture(databaseAway());
            case ANSWER_LOST -> {
                var _ = work.get();
                yield Future.failedFuture(databaseAway());
            }
            case DEATH_BEFORE -> die();
            case DEATH_AFTER -> {
                var _ = work.get();
                yield die();
            }
        };
    }

    private static ServiceFailure databaseAway() {
        return ServiceFailure.unavailable("The database is away", Duration.ofSeconds(1));
    }

    private static <T> Future<T> attempt(Supplier<T> work) {
        try {
            return Future.succeededFuture(work.get());
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private <T> Future<T> die() {
        dead = true;
        return Promise.<T>promise().future();
    }
}
