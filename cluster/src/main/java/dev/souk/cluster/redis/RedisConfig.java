package dev.souk.cluster.redis;

import java.time.Duration;

/**
 * Where Redis is.
 *
 * @param url {@code redis://:password@host:port}; never printed
 * @param patience how long a command may take before it counts as failed
 */
public record RedisConfig(String url, Duration patience) {

    private static final Duration DEFAULT_PATIENCE = Duration.ofMillis(500);

    /** With commands that may take 500 ms. */
    public static RedisConfig of(String url) {
        return new RedisConfig(url, DEFAULT_PATIENCE);
    }

    /** Without the address, which may hold a password. */
    @Override
    public String toString() {
        return "RedisConfig[patience=" + patience + "]";
    }
}
