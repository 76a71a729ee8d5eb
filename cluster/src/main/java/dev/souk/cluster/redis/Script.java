package dev.souk.cluster.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script that runs atomically inside Redis. It is sent by its digest, and whole only where
 * Redis doesn't know it, as after a restart. All its keys must lie in one hash slot.
 */
public final class Script {

    private static final String UNKNOWN = "NOSCRIPT";

    private final String source;
    private final String digest;

    private Script(String source) {
        this.source = source;
        this.digest = sha1(source);
    }

    /** The script with this text. */
    public static Script of(String source) {
        return new Script(source);
    }

    /** The script in a class path resource, as in {@code dev/souk/cluster/redis/gcra.lua}. */
    public static Script resource(String path) {
        try (var input = Script.class.getClassLoader().getResourceAsStream(path)) {
            if (input == null) {
                throw new IllegalArgumentException("there is no resource " + path);
            }
            return new Script(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs it; after a failure it may have run. */
    public Future<@Nullable Response> run(
            RedisCommands redis, List<String> keys, List<String> args) {
        return redis.send(request(Command.EVALSHA, digest, keys, args))
                .recover(
                        failure ->
                                isUnknown(failure)
                                        ? redis.send(request(Command.EVAL, source, keys, args))
                                        : Future.failedFuture(failure));
    }

    private static boolean isUnknown(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith(UNKNOWN);
    }

    private static Request request(
            Command command, String script, List<String> keys, List<String> args) {
        var request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        args.forEach(request::arg);
        return request;
    }

    private static String sha1(String text) {
        try {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
