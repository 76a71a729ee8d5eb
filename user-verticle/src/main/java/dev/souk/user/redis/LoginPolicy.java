package dev.souk.user.redis;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.redis.QuotaSetting;
import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.user.app.LoginQuota.Attempt;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One of the quotas of failed logins. Keys are hashes, since what is tried is personal data, and
 * often a password in the wrong field.
 */
record LoginPolicy(String name, String fallback, Function<Attempt, String> subject) {

    static final List<LoginPolicy> ALL =
            List.of(
                    new LoginPolicy(
                            "LOGIN",
                            "10/1m",
                            attempt -> attempt.account() + " " + attempt.network()),
                    new LoginPolicy("LOGIN_ACCOUNT", "100/1h", Attempt::account),
                    new LoginPolicy("LOGIN_ADDRESS", "120/1m", Attempt::network));

    ConfigKey<String> key() {
        return QuotaSetting.key(name, fallback);
    }

    /** Makes the policy's charge for an attempt, by its setting at that moment. */
    Function<Attempt, Optional<Charge>> charges(Settings settings) {
        var setting = settings.live(key());
        return attempt -> charge(setting, attempt);
    }

    private Optional<Charge> charge(Supplier<String> setting, Attempt attempt) {
        return QuotaSetting.parse(name, setting.get())
                .map(quota -> new Charge(hash(subject.apply(attempt)), quota, 1));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
