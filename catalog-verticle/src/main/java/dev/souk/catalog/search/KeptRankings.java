package dev.souk.catalog.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.souk.catalog.app.ProductSearch.Ranked;
import dev.souk.catalog.app.Rankings;
import dev.souk.cluster.redis.Redis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps rankings in Redis, so that every node can go on with a page, and in this node's memory for
 * as long as Redis is away.
 */
public final class KeptRankings implements Rankings {

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MOST_HERE = 500;
    private static final int BYTES_PER_HIT = 24;

    private final Redis redis;
    private final Cache<UUID, List<Ranked>> here =
            Caffeine.newBuilder().maximumSize(MOST_HERE).expireAfterWrite(LIFE).build();

    public KeptRankings(Redis redis) {
        this.redis = redis;
    }

    @Override
    public Future<Void> keep(UUID name, List<Ranked> ranking) {
        here.put(name, List.copyOf(ranking));
        var command =
                Request.cmd(Command.SETEX)
                        .arg(key(name))
                        .arg(LIFE.toSeconds())
                        .arg(encode(ranking));
        return redis.send(command).<Void>mapEmpty().otherwiseEmpty();
    }

    @Override
    public Future<Optional<List<Ranked>>> find(UUID name) {
        var known = here.getIfPresent(name);
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        return redis.send(Request.cmd(Command.GET).arg(key(name)))
                .map(KeptRankings::decode)
                .otherwise(Optional.empty());
    }

    private static String key(UUID name) {
        return "souk:catalog:ranking:" + name;
    }

    private static Buffer encode(List<Ranked> ranking) {
        var bytes = Buffer.buffer(ranking.size() * BYTES_PER_HIT);
        for (var one : ranking) {
            bytes.appendLong(one.id().getMostSignificantBits())
                    .appendLong(one.id().getLeastSignificantBits())
                    .appendDouble(one.score());
        }
        return bytes;
    }

    private static Optional<List<Ranked>> decode(@Nullable Response response) {
        if (response == null) {
            return Optional.empty();
        }
        var bytes = response.toBuffer();
        var ranking = new ArrayList<Ranked>();
        for (var at = 0; at + BYTES_PER_HIT <= bytes.length(); at += BYTES_PER_HIT) {
            var id = new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
            ranking.add(new Ranked(id, bytes.getDouble(at + 2 * Long.BYTES)));
        }
        return Optional.of(ranking);
    }
}
