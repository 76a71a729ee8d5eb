package dev.souk.local.folder;

import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The services from outside Souk that were added to this shop, each with its fat jar. What was
 * added once is trusted for the life of the data folder.
 *
 * @param jars by the service's name
 */
public record OutsideServices(Map<String, String> jars) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,30}");

    public OutsideServices {
        jars = Map.copyOf(jars);
    }

    /** Those of this folder. */
    public static OutsideServices of(DataFolder folder) throws IOException {
        return JsonFile.read(folder.outside(), OutsideServices.class)
                .orElse(new OutsideServices(Map.of()));
    }

    /** Adds a service, or replaces its jar, and keeps that in the folder. */
    public OutsideServices with(String service, Path jar, DataFolder folder) throws IOException {
        if (!NAME.matcher(service).matches()) {
            throw new Refused(
                    service + " is no name of a service: small letters, digits and - are possible");
        }
        var more = new TreeMap<>(jars);
        more.put(service, jar.toAbsolutePath().normalize().toString());
        var changed = new OutsideServices(more);
        JsonFile.write(folder.outside(), changed);
        return changed;
    }

    /** The services' names, in order. */
    public List<String> names() {
        return jars.keySet().stream().sorted().toList();
    }

    /** The fat jar of a service, if it is one of these. */
    public Optional<Path> jar(String service) {
        return Optional.ofNullable(jars.get(service)).map(Path::of);
    }
}
