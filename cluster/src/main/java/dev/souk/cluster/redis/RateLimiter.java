package dev.souk.cluster.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Quotas that hold across nodes: the generic cell rate algorithm (ITU-T I.371), in one script, by
 * the clock of Redis. A quota of {@code n} per window lets {@code n} through at once, then {@code
 * n} per window, evenly.
 */
public final class RateLimiter {

    /**
     * What is allowed.
     *
     * @param policy its name, as in {@code CHECKOUT}
     * @param limit how much in one window
     * @param window the window's length
     */
    public record Quota(String policy, long limit, Duration window) {}

    /**
     * What one request takes from one quota.
     *
     * @param key whose quota it is; the policy's name is added to it
     * @param cost how much is taken, usually 1
     */
    public record Charge(String key, Quota quota, long cost) {}

    /**
     * What is left, of the quota that is nearest to its end.
     *
     * @param allowed whether everything was taken; else nothing was
     * @param policy the name of the quota that the other figures are of
     * @param limit the quota's limit
     * @param remaining how much may be taken at once now
     * @param resetAfter when the quota is whole again
     * @param retryAfter when the refused charge would fit; zero where it was allowed
     */
    public record Verdict(
            boolean allowed,
            String policy,
            long limit,
            long remaining,
            Duration resetAfter,
            Duration retryAfter) {}

    private static final Script GCRA = Script.resource("dev/souk/cluster/redis/gcra.lua");
    private static final long NANOS_PER_MICRO = 1_000;

    private final RedisCommands redis;

    public RateLimiter(RedisCommands redis) {
        this.redis = redis;
    }

    /**
     * Takes all charges or none, in one step. Fails with {@code UNAVAILABLE} while Redis is away.
     */
    public Future<Verdict> take(List<Charge> charges) {
        return GCRA.run(redis, keys(charges), args("take", charges))
                .map(reply -> verdict(charges, Objects.requireNonNull(reply)));
    }

    /** Gives back what {@link #take} took, as after a login that succeeded. */
    public Future<Void> giveBack(List<Charge> charges) {
        return GCRA.run(redis, keys(charges), args("give", charges)).mapEmpty();
    }

    private static List<String> keys(List<Charge> charges) {
        return charges.stream()
                .map(charge -> "souk:quota:" + charge.quota().policy() + ":" + charge.key())
                .toList();
    }

    private static List<String> args(String verb, List<Charge> charges) {
        var figures =
                charges.stream()
                        .flatMap(
                                charge ->
                                        Stream.of(
                                                charge.cost(),
                                                charge.quota().limit(),
                                                micros(charge.quota().window())))
                        .map(String::valueOf);
        return Stream.concat(Stream.of(verb), figures).toList();
    }

    /**
     * The script answers, for each charge, what remains and the microseconds to reset and retry.
     */
    private static Verdict verdict(List<Charge> charges, Response reply) {
        var verdicts =
                IntStream.range(0, charges.size())
                        .mapToObj(i -> verdict(charges.get(i).quota(), reply.get(i)))
                        .toList();
        var tightest =
                Comparator.comparing(Verdict::retryAfter)
                        .thenComparing(Verdict::remaining, Comparator.reverseOrder());
        return verdicts.stream().max(tightest).orElseThrow();
    }

    private static Verdict verdict(Quota quota, Response figures) {
        var retryAfter = micros(figures, 2);
        return new Verdict(
                retryAfter.isZero(),
                quota.policy(),
                quota.limit(),
                number(figures, 0),
                micros(figures, 1),
                retryAfter);
    }

    private static Duration micros(Response figures, int index) {
        return Duration.ofNanos(number(figures, index) * NANOS_PER_MICRO);
    }

    private static long number(Response figures, int index) {
        return Objects.requireNonNull(figures.get(index).toLong());
    }

    private static long micros(Duration window) {
        return window.toNanos() / NANOS_PER_MICRO;
    }
}
