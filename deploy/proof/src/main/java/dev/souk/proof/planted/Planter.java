package dev.souk.proof.planted;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Builds bugs. A planted jar holds the changed classes alone; its manifest is that of the service's
 * fat jar, which it names as its class path: a node starts from it as from the other, and finds the
 * changed classes first.
 */
public final class Planter {

    /** What only a planted jar has; in it stands the bug's name. */
    public static final String MARK = "META-INF/planted-bug";

    private final Path home;
    private final PlantedJars jars;

    /**
     * @param home the folder of the project, whose fat jars are built
     * @param jars where the planted ones are put
     */
    public Planter(Path home, PlantedJars jars) {
        this.home = home;
        this.jars = jars;
    }

    /**
     * Builds a bug into a jar of each of its services.
     *
     * @throws IllegalStateException if the sources have changed so that it can't be
     */
    public List<Path> plant(Bug bug) throws IOException {
        var sources = bug.sources(home);
        var planted = new ArrayList<Path>();
        for (var service : bug.services()) {
            var classes = Compilation.of(sources, PlantedJars.fat(home, service));
            planted.add(write(bug, service, classes));
        }
        return planted;
    }

    private Path write(Bug bug, String service, Map<String, byte[]> classes) throws IOException {
        var file = jars.of(bug, service);
        Files.createDirectories(file.getParent());
        Archive.remove(file);
        var manifest = manifest(PlantedJars.fat(home, service), file);
        try (var out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            add(out, MARK, bug.name().getBytes(StandardCharsets.UTF_8));
            for (var each : classes.entrySet()) {
                add(out, each.getKey(), each.getValue());
            }
        }
        return file;
    }

    private static Manifest manifest(Path fat, Path file) throws IOException {
        try (var jar = new JarFile(fat.toFile())) {
            var manifest = new Manifest(Objects.requireNonNull(jar.getManifest()));
            var path = Objects.requireNonNull(file.getParent()).relativize(fat).toString();
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, path);
            return manifest;
        }
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
