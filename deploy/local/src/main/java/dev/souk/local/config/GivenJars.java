package dev.souk.local.config;

import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.JsonFile;
import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jars from which {@code up} or {@code add} was told to start services of Souk, in place of
 * those that the build has made.
 *
 * @param jars by the service's name
 */
public record GivenJars(Map<String, String> jars) {

    public GivenJars {
        jars = Map.copyOf(jars);
    }

    /** Refused where there is no such service or file. */
    public static GivenJars of(Map<String, Path> given) {
        var jars = new GivenJars(Map.of());
        for (var each : given.entrySet()) {
            jars = jars.with(each.getKey(), each.getValue());
        }
        return jars;
    }

    /**
     * These and one more, or in place of another. Refused where there is no such service or file.
     */
    public GivenJars with(String service, Path file) {
        if (!Services.NAMES.contains(service)) {
            throw new Refused(
                    "there is no service %s to start from a jar; there are %s"
                            .formatted(service, String.join(", ", Services.NAMES)));
        }
        if (!Files.isRegularFile(file)) {
            throw new Refused(file + " is missing");
        }
        var more = new TreeMap<>(jars);
        more.put(service, file.toAbsolutePath().normalize().toString());
        return new GivenJars(more);
    }

    /** Those of the shop of this folder. */
    public static GivenJars kept(DataFolder folder) throws IOException {
        return JsonFile.read(folder.givenJars(), GivenJars.class).orElse(new GivenJars(Map.of()));
    }

    /** Keeps them for nodes that are started later. */
    public void keep(DataFolder folder) throws IOException {
        JsonFile.write(folder.givenJars(), this);
    }

    /** The jar of a service, if one was given. */
    public Optional<Path> jar(String service) {
        return Optional.ofNullable(jars.get(service)).map(Path::of);
    }
}
