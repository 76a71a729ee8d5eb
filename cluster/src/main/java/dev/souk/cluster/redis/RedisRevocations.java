package dev.souk.cluster.redis;

import dev.souk.cluster.security.RevocationStore;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;

/**
 * Ended sessions in the sorted set {@code souk:revoked}, by the time of Redis at which they were
 * added, so that a reading is as small as its news. What is older than a day is dropped: no access
 * token lives that long. Beside it lies when the first was added, in microseconds: after a flush,
 * or a restart with nothing, that is another time.
 */
public final class RedisRevocations implements RevocationStore {

    private static final String KEY = "souk:revoked";
    private static final String GENERATION_KEY = "{souk:revoked}:generation";
    private static final Script GENERATION =
            Script.of(
                    """
                    local time = redis.call('TIME')
                    redis.call('SET', KEYS[1], string.format('%d%06d', time[1], time[2]), 'NX')
                    return redis.call('GET', KEYS[1])
                    """);
    private static final Script ADD =
            Script.of(
                    """
                    local time = redis.call('TIME')
                    local now = time[1] * 1000 + math.floor(time[2] / 1000)
                    redis.call('ZADD', KEYS[1], now, ARGV[1])
                    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 86400000)
                    redis.call('SET', KEYS[2], string.format('%d%06d', time[1], time[2]), 'NX')
                    return redis.call('GET', KEYS[2])
                    """);
    private static final Script SINCE =
            Script.of(
                    """
                    local time = redis.call('TIME')
                    local now = time[1] * 1000 + math.floor(time[2] / 1000)
                    return {now, redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], '+inf')}
                    """);

    /** Read again each time, since what shares its millisecond with a reading may follow it. */
    private static final long OVERLAP_MILLIS = 1_000;

    private final Redis redis;

    public RedisRevocations(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Future<Long> add(String sessionId, Instant until) {
        var member = until.toEpochMilli() + " " + sessionId;
        return ADD.run(redis, List.of(KEY, GENERATION_KEY), List.of(member))
                .map(RedisRevocations::number);
    }

    @Override
    public Future<Long> generation() {
        return GENERATION
                .run(redis, List.of(GENERATION_KEY), List.of())
                .map(RedisRevocations::number);
    }

    private static long number(@Nullable Response reply) {
        return Objects.requireNonNull(Objects.requireNonNull(reply).toLong());
    }

    @Override
    public Future<Added> since(long mark) {
        var from = Long.toString(Math.max(0, mark - OVERLAP_MILLIS));
        return SINCE.run(redis, List.of(KEY), List.of(from)).map(RedisRevocations::read);
    }

    private static Added read(@Nullable Response reply) {
        var figures = Objects.requireNonNull(reply);
        var sessions = new HashMap<String, Instant>();
        for (var member : figures.get(1)) {
            var text = member.toString();
            var space = text.indexOf(' ');
            var until = Instant.ofEpochMilli(Long.parseLong(text.substring(0, space)));
            sessions.put(text.substring(space + 1), until);
        }
        return new Added(sessions, Objects.requireNonNull(figures.get(0).toLong()));
    }
}
