package dev.souk.simulation.engine;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/** What lies between nodes: delays, reorders, loses, doubles, and is cut. */
public final class Network {

    private final Scheduler scheduler;
    private final Chance chance;
    private final Set<String> cuts = new HashSet<>();
    private Weather weather = Weather.calm();

    public Network(Scheduler scheduler, Chance chance) {
        this.scheduler = scheduler;
        this.chance = chance;
    }

    public void become(Weather next) {
        weather = next;
    }

    /** Lets nothing through between two nodes. */
    public void cut(Node one, Node other) {
        scheduler.note(one.name(), "CUT", other.name());
        cuts.add(link(one, other));
        cuts.add(link(other, one));
    }

    /** Lets everything through again. */
    public void mend() {
        scheduler.note("network", "mend", cuts.size() / 2);
        cuts.clear();
    }

    public boolean isCut(Node from, Node to) {
        return cuts.contains(link(from, to));
    }

    /** Sends a message, which may arrive once, twice, or never. */
    public void send(Node from, Node to, String what, Runnable arrival) {
        if (!isCut(from, to) && !chance.perMille(weather.lost())) {
            deliver(from, to, what, arrival);
        }
        if (chance.perMille(weather.doubled())) {
            deliver(from, to, what, arrival);
        }
    }

    /** The time that one message takes now. */
    public Duration delay() {
        return weather.delay(chance);
    }

    /** Whether a connection breaks with this message. */
    public boolean breaks() {
        return chance.perMille(weather.lost());
    }

    /**
     * Asks, and fails with {@link Lost} where no answer came in time. A node that is down refuses,
     * which is heard where nothing is in between.
     *
     * @param work done for each arrival
     */
    public <T> Future<T> ask(
            Node from, Node to, String what, Duration within, Supplier<Future<T>> work) {
        var answer = Promise.<T>promise();
        var limit = from.after(within, "late", () -> answer.tryFail(new Lost(what, false)));
        if (!to.isUp() && !isCut(from, to)) {
            from.after(delay(), "refused", () -> answer.tryFail(new Lost(what, true)));
        } else {
            var hear = new Hearing<>(from, answer);
            send(from, to, what, () -> work.get().onComplete(done -> hear.from(to, done)));
        }
        return answer.future().andThen(_ -> limit.cancel());
    }

    /** Whoever asked may have begun another life, which didn't ask. */
    private final class Hearing<T> {
        private final Node asker;
        private final int life;
        private final Promise<T> answer;

        private Hearing(Node asker, Promise<T> answer) {
            this.asker = asker;
            this.life = asker.life();
            this.answer = answer;
        }

        private void from(Node asked, AsyncResult<T> done) {
            send(asked, asker, "answer", () -> hear(done));
        }

        private void hear(AsyncResult<T> done) {
            if (life == asker.life()) {
                settle(answer, done);
            }
        }
    }

    private static <T> void settle(Promise<T> answer, AsyncResult<T> done) {
        if (done.succeeded()) {
            answer.tryComplete(done.result());
        } else {
            answer.tryFail(done.cause());
        }
    }

    private void deliver(Node from, Node to, String what, Runnable arrival) {
        var life = to.life();
        scheduler.after(
                delay(),
                to.name(),
                what,
                () -> {
                    if (!isCut(from, to) && life == to.life()) {
                        to.arrive(arrival);
                    }
                });
    }

    private static String link(Node from, Node to) {
        return from.name() + ">" + to.name();
    }
}
