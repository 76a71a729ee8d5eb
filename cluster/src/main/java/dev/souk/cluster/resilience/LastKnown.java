package dev.souk.cluster.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a source said last, for the time that it is away. While it is there it is always asked, so
 * that nothing read here is older than the source's last answer; hence nothing needs to be
 * invalidated. For any thread.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
public final class LastKnown<K, V> {

    /** What is older than this is too old even for a shop without a database. */
    private static final Duration OLDEST = Duration.ofMinutes(10);

    private final Cache<K, V> answers;

    /**
     * @param most how many answers are kept
     */
    public LastKnown(int most) {
        this.answers = Caffeine.newBuilder().maximumSize(most).expireAfterWrite(OLDEST).build();
    }

    /**
     * Asks the source. Where it is not available, gives its last answer of the last ten minutes;
     * fails as the source did where there is none, and on any other failure.
     */
    public Future<V> read(K key, Supplier<Future<V>> source) {
        return source.get()
                .onSuccess(answer -> answers.put(key, answer))
                .recover(cause -> remembered(key, cause));
    }

    private Future<V> remembered(K key, Throwable cause) {
        var isAway =
                cause instanceof ServiceFailure failure && failure.reason() == Reason.UNAVAILABLE;
        var answer = isAway ? answers.getIfPresent(key) : null;
        return answer == null ? Future.failedFuture(cause) : Future.succeededFuture(answer);
    }
}
