package dev.souk.cluster.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code wait} preference of RFC 7240; what can't be read is ignored, as it says. */
public final class Preference {

    private static final Duration DEFAULT = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(10);
    private static final Pattern WAIT =
            Pattern.compile("(?i)wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?");

    private Preference() {}

    /** The wait asked for: 2 s if none is, 10 s at most. */
    public static Duration wait(List<String> prefer) {
        return prefer.stream()
                .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                .map(Preference::seconds)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(DEFAULT);
    }

    private static Optional<Duration> seconds(String preference) {
        var match = WAIT.matcher(preference.strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        var asked = Duration.ofSeconds(Long.parseLong(match.group(1)));
        return Optional.of(asked.compareTo(MOST) > 0 ? MOST : asked);
    }
}
