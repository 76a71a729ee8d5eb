package dev.souk.cluster.redis;

import dev.souk.cluster.security.RevocationStore;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Ended sessions in one sorted set of Redis, by the millisecond until which they are kept. Fails
 * with {@code UNAVAILABLE} while Redis is away.
 */
public final class RedisRevocations implements RevocationStore {

    private static final String KEY = "souk:revoked";

    /** Longer than any session is kept. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Redis redis;

    public RedisRevocations(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Future<Void> add(String sessionId, Instant until) {
        var entry = Request.cmd(Command.ZADD).arg(KEY).arg("GT");
        return redis.send(entry.arg(until.toEpochMilli()).arg(sessionId))
                .compose(_ -> removeBefore(until.minus(LONGEST)));
    }

    @Override
    public Future<Map<String, Instant>> all(Instant now) {
        var range = Request.cmd(Command.ZRANGE).arg(KEY).arg(now.toEpochMilli()).arg("+inf");
        return redis.send(range.arg("BYSCORE").arg("WITHSCORES")).map(RedisRevocations::sessions);
    }

    /** What ends so much earlier than what is new has ended, whatever the clock says. */
    private Future<Void> removeBefore(Instant time) {
        var range = Request.cmd(Command.ZREMRANGEBYSCORE).arg(KEY).arg("-inf");
        return redis.send(range.arg(time.toEpochMilli())).mapEmpty();
    }

    /** In RESP 3 a pair is a list of its own, in RESP 2 its halves follow each other. */
    private static Map<String, Instant> sessions(@Nullable Response reply) {
        var sessions = new HashMap<String, Instant>();
        if (reply == null) {
            return sessions;
        }
        for (var i = 0; i < reply.size(); i++) {
            var entry = reply.get(i);
            if (entry.isArray()) {
                sessions.put(entry.get(0).toString(), time(entry.get(1)));
            } else {
                sessions.put(entry.toString(), time(reply.get(++i)));
            }
        }
        return sessions;
    }

    private static Instant time(Response score) {
        return Instant.ofEpochMilli((long) Double.parseDouble(score.toString()));
    }
}
