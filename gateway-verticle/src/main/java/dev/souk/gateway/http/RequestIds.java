package dev.souk.gateway.http;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids of requests: the client's where it is a harmless one, else 96 random bits. */
final class RequestIds {

    private static final int LONGEST = 128;

    private final RandomGenerator random;

    RequestIds(RandomGenerator random) {
        this.random = random;
    }

    String of(@Nullable String sent) {
        return sent != null && isHarmless(sent) ? sent : fresh();
    }

    private String fresh() {
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
    }

    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            return false;
        }
        for (var i = 0; i < id.length(); i++) {
            var c = id.charAt(i);
            var plain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || c == '.'
                            || c == '_'
                            || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
