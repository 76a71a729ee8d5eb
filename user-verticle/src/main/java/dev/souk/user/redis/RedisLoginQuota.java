package dev.souk.user.redis;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.user.app.LoginQuota;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Failed logins counted for all nodes. While Redis is away nobody is refused: what bounds guessing
 * then is the hash, of which a node does a dozen a second.
 */
public final class RedisLoginQuota implements LoginQuota {

    /** The settings that are read, {@code SOUK_QUOTA_LOGIN} and its like. */
    public static final List<ConfigKey<String>> KEYS =
            LoginPolicy.ALL.stream().map(LoginPolicy::key).toList();

    private final RateLimiter limiter;
    private final List<Function<Attempt, Optional<Charge>>> policies;

    public RedisLoginQuota(RateLimiter limiter, Settings settings) {
        this.limiter = limiter;
        this.policies = LoginPolicy.ALL.stream().map(policy -> policy.charges(settings)).toList();
    }

    @Override
    public Future<Verdict> charge(Attempt attempt) {
        var charges = charges(attempt);
        return charges.isEmpty()
                ? Future.succeededFuture(new Verdict.Allowed())
                : limiter.take(charges)
                        .map(RedisLoginQuota::verdict)
                        .otherwise(away -> new Verdict.Allowed());
    }

    @Override
    public Future<Void> giveBack(Attempt attempt) {
        var charges = charges(attempt);
        return charges.isEmpty()
                ? Future.succeededFuture()
                : limiter.giveBack(charges).otherwiseEmpty();
    }

    private static Verdict verdict(RateLimiter.Verdict verdict) {
        return verdict.allowed()
                ? new Verdict.Allowed()
                : new Verdict.TooMany(verdict.retryAfter());
    }

    private List<Charge> charges(Attempt attempt) {
        return policies.stream()
                .map(policy -> policy.apply(attempt))
                .flatMap(Optional::stream)
                .toList();
    }
}
