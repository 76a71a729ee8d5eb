package dev.souk.gateway.quota;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.redis.QuotaSetting;
import dev.souk.cluster.redis.RateLimiter.Quota;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The quotas by policy, each changed by {@code SOUK_QUOTA_<POLICY>} while the gateway runs. A
 * service names the policy of an operation; a name with a quota of its own, as in {@code
 * PRINT=10/1s}, states the default for a policy that isn't known here.
 */
public final class QuotaPolicies {

    static final String ANONYMOUS = "ANONYMOUS";
    static final String USER = "USER";
    static final String ADMIN = "ADMIN";

    private static final Map<String, String> DEFAULTS =
            Map.of(
                    ANONYMOUS,
                    "500/1s",
                    USER,
                    "500/1s",
                    ADMIN,
                    "1000/1s",
                    "CHECKOUT",
                    "60/1s",
                    "REGISTER",
                    "60/1m",
                    "RESET",
                    "30/1h",
                    "ACTIVITY",
                    "50/1s");

    private final Settings settings;
    private final Map<String, Supplier<String>> live = new ConcurrentHashMap<>();

    public QuotaPolicies(Settings settings) {
        this.settings = settings;
    }

    /** The keys of the policies that are known without any service. */
    public static List<ConfigKey<?>> keys() {
        return DEFAULTS.entrySet().stream()
                .<ConfigKey<?>>map(entry -> QuotaSetting.key(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The quota of a policy now; empty where it is off.
     *
     * @param policy a name, or a name with its default
     */
    Optional<Quota> quota(String policy) {
        var parts = policy.split("=", 2);
        var fallback = parts.length == 2 ? parts[1] : DEFAULTS.getOrDefault(parts[0], "off");
        return QuotaSetting.parse(parts[0], live(parts[0], fallback).get());
    }

    private Supplier<String> live(String name, String fallback) {
        return live.computeIfAbsent(name, _ -> settings.live(QuotaSetting.key(name, fallback)));
    }
}
