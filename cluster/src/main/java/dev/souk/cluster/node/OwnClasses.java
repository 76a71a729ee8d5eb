package dev.souk.cluster.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** Loads every class of the jar that belongs to Souk or to the services, and links it. */
final class OwnClasses {

    private static final Logger LOG = LoggerFactory.getLogger(OwnClasses.class);
    private static final String CLASS = ".class";

    private OwnClasses() {}

    static void load() {
        try {
            var source = OwnClasses.class.getProtectionDomain().getCodeSource().getLocation();
            var path = Path.of(source.toURI());
            if (Files.isRegularFile(path)) {
                load(path);
            }
        } catch (IOException | URISyntaxException e) {
            LOG.atWarn().setCause(e).log("no own classes");
        }
    }

    private static void load(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("dev/souk/") && name.endsWith(CLASS))
                    .map(
                            name ->
                                    name.substring(0, name.length() - CLASS.length())
                                            .replace('/', '.'))
                    .forEach(OwnClasses::link);
        }
    }

    private static void link(String name) {
        try {
            var loaded = Class.forName(name, false, OwnClasses.class.getClassLoader());
            // Asking for its methods links it.
            var _ = loaded.getDeclaredMethods();
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.atDebug().addKeyValue("class", name).setCause(e).log("not loaded");
        }
    }
}
