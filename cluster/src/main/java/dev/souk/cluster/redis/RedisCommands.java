package dev.souk.cluster.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

/** The way of commands to Redis and of answers back. */
@FunctionalInterface
public interface RedisCommands {

    /**
     * Sends one command. Fails with {@code UNAVAILABLE} while Redis is away or slow; the command
     * may have been done then.
     */
    Future<@Nullable Response> send(Request command);
}
