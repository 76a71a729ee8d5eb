package dev.souk.cluster.config;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The settings of this process: fixed at the start, but for the live ones, which follow the watched
 * file. Safe for use by several threads; never blocks.
 */
public final class Settings {

    static final String PREFIX = "SOUK_";
    static final String FILE_SUFFIX = "_FILE";

    private final Map<String, String> fixed;
    private final LiveValues live;

    private Settings(Map<String, String> fixed, LiveValues live) {
        this.fixed = fixed;
        this.live = live;
    }

    /**
     * Reads and checks the environment. Secrets' files are read now, and only now.
     *
     * @param environment as of {@code System.getenv()}; names without {@code SOUK_} don't matter
     * @param declared the keys that this process uses
     * @param known the keys that mean anything to any part of Souk
     * @throws ConfigException with all that is unknown, missing or bad
     */
    public static Settings read(
            Map<String, String> environment,
            Collection<? extends ConfigKey<?>> declared,
            KnownKeys known) {
        var problems = new ArrayList<String>();
        var values = values(environment, known, problems);
        declared.forEach(key -> check(key, values, problems));
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().sorted().toList());
        }
        return new Settings(Map.copyOf(values), new LiveValues(known));
    }

    /** Settings from values alone, unchecked, as tests need them. */
    public static Settings of(Map<String, String> values) {
        return new Settings(Map.copyOf(values), new LiveValues(KnownKeys.ofSouk()));
    }

    /**
     * The value of a key, or its default.
     *
     * @throws ConfigException if there is neither, which the start has ruled out for declared keys
     */
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow(() -> new ConfigException(List.of(key + " is missing")));
    }

    /** The value of a key or its default, if there is any. */
    public <T> Optional<T> find(ConfigKey<T> key) {
        var text = fixed.get(key.name());
        return text == null || text.isBlank() ? key.fallback() : Optional.of(parse(key, text));
    }

    /**
     * The value of a live key at each moment: the watched file's, else the one of the start. A
     * value in the file that is none is ignored, with a warning. Asking is cheap.
     */
    public <T> Supplier<T> live(ConfigKey<T> key) {
        return live.supplier(key, find(key));
    }

    /** The values that change; the node feeds them from the watched file. */
    public LiveValues liveValues() {
        return live;
    }

    private static <T> T parse(ConfigKey<T> key, String text) {
        try {
            return key.parse(text);
        } catch (BadValue bad) {
            throw new ConfigException(List.of(key + " " + bad.getMessage()));
        }
    }

    private static Map<String, String> values(
            Map<String, String> environment, KnownKeys known, List<String> problems) {
        var values = new HashMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX) && !value.isBlank()) {
                        take(name, value, environment, known, values, problems);
                    }
                });
        return values;
    }

    private static void take(
            String name,
            String value,
            Map<String, String> environment,
            KnownKeys known,
            Map<String, String> values,
            List<String> problems) {
        var secret = known.secretOf(name);
        if (known.find(name).isPresent()) {
            values.put(name, value);
        } else if (secret.isEmpty()) {
            problems.add(name + " is not a key of Souk");
        } else if (!environment.getOrDefault(secret.get(), "").isBlank()) {
            problems.add(name + " and " + secret.get() + " are both given");
        } else {
            readFile(name, value, problems).ifPresent(text -> values.put(secret.get(), text));
        }
    }

    private static Optional<String> readFile(String name, String path, List<String> problems) {
        try {
            return Optional.of(Files.readString(Path.of(path)).strip());
        } catch (IOException | RuntimeException e) {
            problems.add(name + " names a file that can't be read: " + path);
            return Optional.empty();
        }
    }

    private static void check(ConfigKey<?> key, Map<String, String> values, List<String> problems) {
        @Nullable String text = values.get(key.name());
        if (text == null || text.isBlank()) {
            if (key.isRequired()) {
                problems.add(key + " is missing");
            }
            return;
        }
        try {
            Object value = key.parse(text);
            assert value != null;
        } catch (BadValue bad) {
            problems.add(key + " " + bad.getMessage());
        }
    }
}
