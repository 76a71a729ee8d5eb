package dev.souk.cluster.redis;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.redis.RateLimiter.Quota;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a quota is written in a setting: so many per window, as in {@code 100/1s}, {@code 60/1m} or
 * {@code 30/1h}, or {@code off}.
 */
public final class QuotaSetting {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,8})/([1-9]\\d{0,5})([smhd])");
    private static final String OFF = "off";

    private QuotaSetting() {}

    /** The live setting {@code SOUK_QUOTA_<POLICY>} of a policy, with its default. */
    public static ConfigKey<String> key(String policy, String fallback) {
        return ConfigKey.text("SOUK_QUOTA_" + policy)
                .where(QuotaSetting::isOne, "a quota as in 100/1s, or off")
                .or(fallback)
                .live();
    }

    /**
     * The quota that a text means; empty for none.
     *
     * @throws IllegalArgumentException if it means nothing
     */
    public static Optional<Quota> parse(String policy, String text) {
        if (text.equals(OFF)) {
            return Optional.empty();
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a quota: " + text);
        }
        var limit = Long.parseLong(parts.group(1));
        var window = unit(parts.group(3)).multipliedBy(Long.parseLong(parts.group(2)));

        return Optional.of(new Quota(policy, limit, window));
    }

    private static boolean isOne(String text) {
        return text.equals(OFF) || FORM.matcher(text).matches();
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }
}
