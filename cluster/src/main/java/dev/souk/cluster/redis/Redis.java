package dev.souk.cluster.redis;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Redis, through one pipelined connection per event loop. While it is away every command fails at
 * once with {@code UNAVAILABLE}, and the connection is tried again with backoff: what Redis holds
 * is never the truth, so callers go on without it. Safe for use by several threads.
 */
public final class Redis implements RedisCommands {

    private final VertxInternal vertx;
    private final RedisConfig config;
    private final Map<EventLoop, RedisLink> links = new ConcurrentHashMap<>();

    private Redis(Vertx vertx, RedisConfig config) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
    }

    /** Opens each connection when it is first used; never fails. */
    public static Redis connect(Vertx vertx, RedisConfig config) {
        return new Redis(vertx, config);
    }

    /** Slow is what takes longer than the configured patience. */
    @Override
    public Future<@Nullable Response> send(Request command) {
        var context = vertx.getOrCreateContext();
        var promise = context.<@Nullable Response>promise();
        linkOf(context).send(command, promise);
        return promise.future();
    }

    /** Whether Redis answers: the health check. */
    public Future<Void> check() {
        return send(Request.cmd(Command.PING)).mapEmpty();
    }

    /** Closes every connection; commands fail from then on. */
    public Future<Void> close() {
        return Future.join(links.values().stream().map(RedisLink::close).toList()).mapEmpty();
    }

    private RedisLink linkOf(ContextInternal context) {
        return links.computeIfAbsent(
                context.nettyEventLoop(),
                loop -> new RedisLink(vertx.contextBuilder().withEventLoop(loop).build(), config));
    }
}
