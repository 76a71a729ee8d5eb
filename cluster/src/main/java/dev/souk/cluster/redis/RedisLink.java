package dev.souk.cluster.redis;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection of one event loop, which alone touches it. A command that takes too long closes
 * it: a server that doesn't answer one command answers none, and the others need not find out
 * singly.
 */
final class RedisLink {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int IN_FLIGHT_LIMIT = 4_096;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** Error codes of a server that is there and can't work now. */
    private static final Set<String> AWAY =
            Set.of("LOADING", "BUSY", "READONLY", "MASTERDOWN", "OOM", "NOREPLICAS", "CLUSTERDOWN");

    private final ContextInternal context;
    private final RedisConfig config;
    private Future<RedisConnection> connection = Future.failedFuture(away());
    private io.vertx.redis.client.@Nullable Redis client;
    private int failures;
    private boolean begun;
    private boolean closed;

    RedisLink(ContextInternal context, RedisConfig config) {
        this.context = context;
        this.config = config;
    }

    void send(Request command, Promise<@Nullable Response> answer) {
        context.runOnContext(
                _ -> {
                    begin();
                    if (connection.failed() || (failures > 0 && !connection.isComplete())) {
                        answer.fail(away());
                    } else {
                        sendNow(command, answer);
                    }
                });
    }

    Future<Void> close() {
        var done = context.<Void>promise();
        context.runOnContext(
                _ -> {
                    closed = true;
                    drop();
                    done.complete();
                });
        return done.future();
    }

    private void sendNow(Request command, Promise<@Nullable Response> answer) {
        var used = connection;
        used.compose(open -> open.send(command))
                .timeout(config.patience().toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(answer::complete)
                .onFailure(
                        failure -> {
                            if (failure instanceof TimeoutException && used.equals(connection)) {
                                lost();
                            }
                            answer.fail(translate(failure));
                        });
    }

    private void begin() {
        if (!begun && !closed) {
            begun = true;
            connect();
        }
    }

    /**
     * Each attempt has a client of its own, since closing that is the way to close a connection.
     */
    private void connect() {
        var fresh = io.vertx.redis.client.Redis.createClient(context.owner(), options());
        client = fresh;
        connection = fresh.connect().timeout(config.patience().toMillis(), TimeUnit.MILLISECONDS);
        connection.onSuccess(open -> watch(fresh, open)).onFailure(_ -> lost(fresh));
    }

    private void watch(io.vertx.redis.client.Redis own, RedisConnection open) {
        if (failures > 0) {
            LOG.info("Redis is back");
        }
        failures = 0;
        open.exceptionHandler(_ -> lost(own));
        open.endHandler(_ -> lost(own));
    }

    private void lost(io.vertx.redis.client.Redis own) {
        context.runOnContext(
                _ -> {
                    if (own.equals(client)) {
                        lost();
                    }
                });
    }

    private void lost() {
        drop();
        if (closed) {
            return;
        }
        if (failures++ == 0) {
            LOG.warn("Redis is away; what needs it fails or goes on without it");
        }
        var limit = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        var pause = 1 + ThreadLocalRandom.current().nextLong(limit);
        context.setTimer(pause, _ -> reconnect());
    }

    private void reconnect() {
        if (!closed) {
            connect();
        }
    }

    private void drop() {
        connection = Future.failedFuture(away());
        var old = client;
        client = null;
        if (old != null) {
            old.close().onFailure(failure -> LOG.debug("Closing a lost connection", failure));
        }
    }

    private RedisOptions options() {
        var net =
                new NetClientOptions()
                        .setConnectTimeout((int) config.patience().toMillis())
                        .setTcpKeepAlive(true)
                        .setTcpNoDelay(true);
        return new RedisOptions()
                .setConnectionString(config.url())
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolCleanerInterval(-1)
                .setMaxWaitingHandlers(IN_FLIGHT_LIMIT)
                .setNetClientOptions(net);
    }

    /** Redis says what is wrong by the first word of an error. */
    private static Throwable translate(Throwable failure) {
        var text = String.valueOf(failure.getMessage());
        var code = text.split(" ", 2)[0];
        var isAnswer = failure instanceof io.vertx.redis.client.impl.types.ErrorType;
        return isAnswer && !AWAY.contains(code) ? failure : away();
    }

    private static ServiceFailure away() {
        return ServiceFailure.unavailable("Redis is not available", RETRY_AFTER);
    }
}
