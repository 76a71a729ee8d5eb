package dev.souk.acceptance.stack;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asks again until an answer is as it should be, since facts reach other services after a while.
 */
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Eventually() {}

    /**
     * @throws AssertionError with the last answer, if none was as wanted within the limit
     */
    public static <T> T within(Duration limit, Supplier<T> ask, Predicate<T> wanted) {
        var end = System.nanoTime() + limit.toNanos();
        while (true) {
            var answer = ask.get();
            if (wanted.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + "; the last answer: " + answer);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
