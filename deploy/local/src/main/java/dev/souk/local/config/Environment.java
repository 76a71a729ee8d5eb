package dev.souk.local.config;

import dev.souk.cluster.config.KnownKeys;
import dev.souk.cluster.config.KnownKeys.KnownKey;
import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.JsonFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The {@code SOUK_} variables that {@code up} was given: checked once against the table of known
 * keys, kept in the data folder for nodes added later, and handed to each process only as far as it
 * declares them.
 */
public record Environment(Map<String, String> variables) {

    private static final String PREFIX = "SOUK_";
    private static final String FILE_SUFFIX = "_FILE";
    private static final String NODE = "node";

    /** What the keys that name no service in particular, but belong to one, look like. */
    private static final Set<String> OWN_KEYS = Set.of("SOUK_*_DATABASE_URL", "SOUK_*_SERVICE_KEY");

    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The Souk variables among all; a name that no part declares is refused. */
    public static Environment of(Map<String, String> all, KnownKeys known) {
        var ours = new TreeMap<String, String>();
        all.forEach(
                (name, value) -> {
                    if (name.startsWith(PREFIX)) {
                        ours.put(name, name.endsWith(FILE_SUFFIX) ? absolute(value) : value);
                    }
                });
        var unknown = ours.keySet().stream().filter(name -> !known.knows(name)).toList();
        if (!unknown.isEmpty()) {
            throw new UnknownKeys(unknown, nearest(unknown.getFirst(), known));
        }
        return new Environment(ours);
    }

    /** What {@code up} was given when it started the shop of this folder. */
    public static Environment kept(DataFolder folder) throws IOException {
        return JsonFile.read(file(folder), Environment.class).orElse(new Environment(Map.of()));
    }

    /** Keeps it for later commands. */
    public void keep(DataFolder folder) throws IOException {
        JsonFile.write(file(folder), this);
    }

    /** A value, if it was given in clear. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(variables.get(key)).filter(value -> !value.isBlank());
    }

    /** Whether the key was given, in clear or by its file. */
    public boolean states(String key) {
        return variables.containsKey(key) || variables.containsKey(key + FILE_SUFFIX);
    }

    /**
     * Of the given variables those that a process declares which runs these services (or owns these
     * keys).
     */
    public static Map<String, String> declaredBy(
            Set<String> services, Map<String, String> given, KnownKeys known) {
        var declared = new TreeMap<String, String>();
        given.forEach(
                (name, value) -> {
                    var key = known.secretOf(name).orElse(name);
                    if (known.find(key).filter(row -> isFor(services, row, key)).isPresent()) {
                        declared.put(name, value);
                    }
                });
        return declared;
    }

    private static boolean isFor(Set<String> services, KnownKey row, String key) {
        if (OWN_KEYS.contains(row.name())) {
            return services.stream()
                    .anyMatch(service -> key.startsWith(PREFIX + Services.inKey(service) + "_"));
        }
        var owners = new HashSet<>(Set.of(row.owner().split(",")));
        return owners.stream()
                .map(String::strip)
                .anyMatch(owner -> owner.equals(NODE) || services.contains(owner));
    }

    private static String nearest(String name, KnownKeys known) {
        return known.rows().stream()
                .map(KnownKey::name)
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .orElse("");
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }

    private static Path file(DataFolder folder) {
        return folder.secrets().resolve("environment.json");
    }
}
