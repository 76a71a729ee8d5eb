package dev.souk.bench.hot;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A closed loop: so many calls are in flight at any time, and each that ends begins the next, until
 * the time is over. For one event loop.
 */
final class Lanes {

    private final Supplier<Future<?>> call;
    private final long began = System.nanoTime();
    private final long until;
    private long done;

    /**
     * @param calls how many were done
     * @param took until the last of them
     */
    record Count(long calls, Duration took) {

        double perSecond() {
            return calls * 1e9 / took.toNanos();
        }
    }

    private Lanes(Supplier<Future<?>> call, Duration time) {
        this.call = call;
        this.until = began + time.toNanos();
    }

    /** Fails with the first call that does. */
    static Future<Count> run(int inFlight, Duration time, Supplier<Future<?>> call) {
        var lanes = new Lanes(call, time);
        return Future.join(Stream.generate(lanes::lane).limit(inFlight).toList())
                .map(_ -> lanes.count());
    }

    private Future<?> lane() {
        var end = Promise.<Void>promise();
        next(end);
        return end.future();
    }

    /** Not composed, since a chain of so many futures would never be let go. */
    private void next(Promise<Void> end) {
        call.get().onSuccess(_ -> ended(end)).onFailure(end::fail);
    }

    private void ended(Promise<Void> end) {
        done++;
        if (System.nanoTime() < until) {
            next(end);
        } else {
            end.complete();
        }
    }

    private Count count() {
        return new Count(done, Duration.ofNanos(System.nanoTime() - began));
    }
}
