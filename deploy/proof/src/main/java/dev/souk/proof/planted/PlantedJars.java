package dev.souk.proof.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jars that have bugs built in, in a folder for each bug.
 *
 * @param folder of all of them
 */
public record PlantedJars(Path folder) {

    public PlantedJars {
        folder = folder.toAbsolutePath().normalize();
    }

    /** Those that the Maven profile {@code planted} builds. */
    public static PlantedJars ofProfile(Path home) {
        return new PlantedJars(home.resolve("deploy/proof/target/planted"));
    }

    /** The jar without any bug. */
    static Path fat(Path home, String service) {
        var module = service + "-verticle";
        var folder = home.resolve(module).resolve("target").toAbsolutePath().normalize();
        return folder.resolve(module + ".jar");
    }

    Path of(Bug bug, String service) {
        return folder.resolve(bug.name()).resolve(service + "-verticle.jar");
    }

    /**
     * What the services with the bug are started from, by service; empty where one is missing, or
     * older than the bug or the jar behind it.
     */
    Optional<Map<String, Path>> find(Path home, Bug bug) throws IOException {
        var jars = new TreeMap<String, Path>();
        for (var service : bug.services()) {
            var jar = of(bug, service);
            if (Files.notExists(jar)
                    || isOlder(jar, fat(home, service))
                    || isOlder(jar, Bugs.file(home, bug.name()))) {
                return Optional.empty();
            }
            jars.put(service, jar);
        }
        return Optional.of(jars);
    }

    private static boolean isOlder(Path jar, Path origin) throws IOException {
        return Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(origin)) < 0;
    }
}
