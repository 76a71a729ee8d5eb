package dev.souk.cluster.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The name of one setting together with its type, and so with what counts as a good value. A key is
 * required unless it has a default or is optional. Immutable.
 *
 * @param <T> what its text means
 */
public final class ConfigKey<T> {

    private final String name;
    private final Function<String, T> parser;
    private final boolean secret;
    private final boolean optional;
    private final boolean live;
    private final @Nullable T fallback;
    private final String description;

    private ConfigKey(
            String name,
            Function<String, T> parser,
            boolean secret,
            boolean optional,
            boolean live,
            @Nullable T fallback,
            String description) {
        this.name = name;
        this.parser = parser;
        this.secret = secret;
        this.optional = optional;
        this.live = live;
        this.fallback = fallback;
        this.description = description;
    }

    private static <T> ConfigKey<T> of(String name, Function<String, T> parser) {
        return new ConfigKey<>(name, parser, false, false, false, null, "");
    }

    /** A text as it stands, without the blanks around it. */
    public static ConfigKey<String> text(String name) {
        return of(name, text -> text);
    }

    /** A whole number. */
    public static ConfigKey<Integer> integer(String name) {
        return of(name, ConfigKey::parseInteger);
    }

    /** A TCP port; 0 stands for a free one. */
    public static ConfigKey<Integer> port(String name) {
        return integer(name).where(port -> port >= 0 && port <= 65_535, "a port");
    }

    /** An ISO 8601 duration that is not negative, as in {@code PT10M}. */
    public static ConfigKey<Duration> duration(String name) {
        return of(name, ConfigKey::parseDuration);
    }

    /** {@code true} or {@code false}. */
    public static ConfigKey<Boolean> flag(String name) {
        return of(name, ConfigKey::parseFlag);
    }

    /** An absolute URI. */
    public static ConfigKey<URI> uri(String name) {
        return of(name, ConfigKey::parseUri);
    }

    /** Texts separated by commas; blanks around them and empty ones don't count. */
    public static ConfigKey<List<String>> list(String name) {
        return of(name, ConfigKey::parseList);
    }

    /** A text that must not be seen; also taken from the file that {@code <name>_FILE} names. */
    public static ConfigKey<Secret> secret(String name) {
        return new ConfigKey<>(name, Secret::of, true, false, false, null, "");
    }

    /** The same key, with a value for where none is given. */
    public ConfigKey<T> or(T value) {
        return new ConfigKey<>(name, parser, secret, optional, live, value, description);
    }

    /** The same key, which may be absent: read it with {@link Settings#find}. */
    public ConfigKey<T> optional() {
        return new ConfigKey<>(name, parser, secret, true, live, fallback, description);
    }

    /** The same key, which may change while the node runs. */
    public ConfigKey<T> live() {
        return new ConfigKey<>(name, parser, secret, optional, true, fallback, description);
    }

    /** The same key, with a sentence for the page of all keys. */
    public ConfigKey<T> describedAs(String sentence) {
        return new ConfigKey<>(name, parser, secret, optional, live, fallback, sentence);
    }

    /** The same key, which takes only some values. The description completes "is not …". */
    public ConfigKey<T> where(Predicate<T> rule, String what) {
        return new ConfigKey<>(
                name,
                text -> checked(parser.apply(text), rule, what),
                secret,
                optional,
                live,
                fallback,
                description);
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public boolean isSecret() {
        return secret;
    }

    public boolean isLive() {
        return live;
    }

    /** Whether a node cannot start without it. */
    public boolean isRequired() {
        return !optional && fallback == null;
    }

    /** The value where none is given. */
    public Optional<T> fallback() {
        return Optional.ofNullable(fallback);
    }

    /**
     * What a text means.
     *
     * @throws BadValue if it means nothing; its message completes the key's name to a sentence, and
     *     does not repeat a secret
     */
    T parse(String text) {
        try {
            return parser.apply(text.strip());
        } catch (BadValue bad) {
            throw secret ? new BadValue("is not " + bad.expected(), bad.expected()) : bad;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static <T> T checked(T value, Predicate<T> rule, String what) {
        if (!rule.test(value)) {
            throw BadValue.of(String.valueOf(value), what);
        }
        return value;
    }

    private static Integer parseInteger(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw BadValue.of(text, "a whole number");
        }
    }

    private static Duration parseDuration(String text) {
        try {
            var duration = Duration.parse(text);
            return checked(duration, some -> !some.isNegative(), "a duration of 0 or more");
        } catch (DateTimeParseException e) {
            throw BadValue.of(text, "an ISO 8601 duration such as PT30S");
        }
    }

    private static Boolean parseFlag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadValue.of(text, "true or false");
        };
    }

    private static URI parseUri(String text) {
        try {
            return checked(URI.create(text), URI::isAbsolute, "an absolute URI");
        } catch (IllegalArgumentException e) {
            throw BadValue.of(text, "an absolute URI");
        }
    }

    private static List<String> parseList(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
