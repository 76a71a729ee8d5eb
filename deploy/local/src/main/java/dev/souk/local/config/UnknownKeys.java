package dev.souk.local.config;

import dev.souk.local.progress.Refused;

import java.util.List;

/**
 * The environment has Souk variables that no part of Souk declares: most likely a slip of the pen.
 */
public final class UnknownKeys extends Refused {

    private static final long serialVersionUID = 1L;

    UnknownKeys(List<String> names, String nearest) {
        super(
                "no part of Souk knows %s (did you mean %s?)"
                        .formatted(String.join(", ", names), nearest));
    }
}
