package dev.souk.cluster.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The table of all keys that any part of Souk declares. A name in it may hold one {@code *}, which
 * stands for one or more characters. A node refuses a {@code SOUK_} name that is not in the table,
 * because it is most likely a slip of the pen.
 */
public final class KnownKeys {

    private static final String TABLE = "keys.tsv";
    private static final int COLUMNS = 6;

    private final Map<String, KnownKey> exact = new HashMap<>();
    private final List<KnownKey> patterns = new ArrayList<>();

    /**
     * One row of the table.
     *
     * @param name the key or pattern
     * @param owner {@code node} for every node, {@code local} for the local stack, else services,
     *     separated by commas
     * @param secret whether its value must not be seen; it may then come from a file
     * @param live whether it may change while a node runs
     * @param fallback the default as text; empty for none
     * @param description a sentence
     */
    public record KnownKey(
            String name,
            String owner,
            boolean secret,
            boolean live,
            String fallback,
            String description) {

        /** Whether a node that runs these services reads it. */
        public boolean isRead(Collection<String> services) {
            return List.of(owner.split(",", -1)).stream()
                    .anyMatch(reader -> reader.equals("node") || services.contains(reader));
        }

        /** Whether this row is about the given key. */
        public boolean covers(String key) {
            var star = name.indexOf('*');
            return star < 0
                    ? name.equals(key)
                    : key.length() >= name.length()
                            && key.startsWith(name.substring(0, star))
                            && key.endsWith(name.substring(star + 1));
        }
    }

    private KnownKeys(Collection<KnownKey> rows) {
        rows.forEach(this::add);
    }

    /** The table that comes with the runtime. */
    public static KnownKeys ofSouk() {
        try (InputStream in = KnownKeys.class.getResourceAsStream(TABLE)) {
            var text =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KnownKeys parse(String table) {
        return new KnownKeys(
                table.lines()
                        .skip(1)
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .map(KnownKeys::row)
                        .toList());
    }

    /** This table and the keys that a service outside it declares. */
    public KnownKeys with(Collection<? extends ConfigKey<?>> keys, String owner) {
        var all = new ArrayList<>(rows());
        keys.stream()
                .filter(key -> find(key.name()).isEmpty())
                .map(key -> row(key, owner))
                .forEach(all::add);
        return new KnownKeys(all);
    }

    /** The row about a key, if any part of Souk declares it. */
    public Optional<KnownKey> find(String key) {
        var row = exact.get(key);
        return row != null
                ? Optional.of(row)
                : patterns.stream().filter(pattern -> pattern.covers(key)).findFirst();
    }

    /** Whether a name of the environment means something: a key, or a secret's file. */
    public boolean knows(String name) {
        return find(name).isPresent() || secretOf(name).isPresent();
    }

    /** The name of the secret whose file the given name states, as in {@code SOUK_X_FILE}. */
    public Optional<String> secretOf(String name) {
        return name.endsWith(Settings.FILE_SUFFIX)
                ? Optional.of(name.substring(0, name.length() - Settings.FILE_SUFFIX.length()))
                        .filter(key -> find(key).filter(KnownKey::secret).isPresent())
                : Optional.empty();
    }

    /** All rows, in the table's order but patterns last. */
    public List<KnownKey> rows() {
        var all = new ArrayList<>(exact.values());
        all.sort(java.util.Comparator.comparing(KnownKey::name));
        all.addAll(patterns);
        return List.copyOf(all);
    }

    private void add(KnownKey row) {
        if (row.name().indexOf('*') >= 0) {
            patterns.add(row);
        } else {
            exact.put(row.name(), row);
        }
    }

    private static KnownKey row(String line) {
        var cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException(TABLE + ": not " + COLUMNS + " columns: " + line);
        }
        return new KnownKey(
                cells[0],
                cells[1],
                cells[2].equals("secret"),
                cells[3].equals("live"),
                cells[4],
                cells[5]);
    }

    private static KnownKey row(ConfigKey<?> key, String owner) {
        var fallback = key.isSecret() ? "" : key.fallback().map(Object::toString).orElse("");
        return new KnownKey(
                key.name(), owner, key.isSecret(), key.isLive(), fallback, key.description());
    }
}
