package dev.souk.cluster.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * One state of the public keys that a node trusts, with what was verified by them. Immutable but
 * for that cache; other keys are another trust, so that a key that was taken away proves nothing
 * more.
 */
record Trust(String jwks, KeyRing ring, Cache<String, ServiceTokens.Proved> proved) {

    private static final int CACHED = 1_000;

    static Trust of(Vertx vertx, String jwks, Duration life) {
        return new Trust(
                jwks,
                KeyRing.of(vertx, jwks),
                Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(life).build());
    }

    /** The trust of the moment. Safe for use by several threads. */
    static final class Current {

        private static final Logger LOG = LoggerFactory.getLogger(Current.class);

        private final Vertx vertx;
        private final Supplier<String> jwks;
        private final Duration life;
        private volatile Trust last;

        Current(Vertx vertx, Supplier<String> jwks, Duration life) {
            this.vertx = vertx;
            this.jwks = jwks;
            this.life = life;
            this.last = of(vertx, jwks.get(), life);
        }

        Trust get() {
            var now = jwks.get();
            var held = last;
            if (!now.equals(held.jwks())) {
                held = renewed(now, held);
                last = held;
            }
            return held;
        }

        /** Keys that can't be read leave those before. */
        private Trust renewed(String now, Trust held) {
            try {
                return of(vertx, now, life);
            } catch (IllegalArgumentException broken) {
                LOG.atWarn()
                        .addKeyValue("problem", broken.getMessage())
                        .log("the services' new public keys can't be read; those before stay");
                return new Trust(now, held.ring(), held.proved());
            }
        }
    }
}
