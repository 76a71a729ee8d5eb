package dev.souk.cluster.node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/**
 * Loads classes of the node's jar by their names and links them: all that are Souk's own, and those
 * of libraries that only a talk with a real server would load.
 */
final class ClassesByName {

    private static final Logger LOG = LoggerFactory.getLogger(ClassesByName.class);
    private static final String CLASS = ".class";
    private static final List<String> PACKAGES =
            List.of(
                    "dev/souk/",
                    "com/ongres/",
                    "io/vertx/ext/mail/",
                    "io/vertx/pgclient/",
                    "io/vertx/sqlclient/",
                    "org/apache/kafka/clients/",
                    "org/apache/kafka/common/errors/",
                    "org/apache/kafka/common/message/",
                    "org/apache/kafka/common/network/",
                    "org/apache/kafka/common/protocol/",
                    "org/apache/kafka/common/record/",
                    "org/apache/kafka/common/requests/",
                    "org/apache/kafka/common/utils/");

    /** Their initialisers make a lambda for each of hundreds of constants. */
    private static final List<String> INITIALISED =
            List.of(
                    "com.ongres.stringprep.Stringprep",
                    "io.vertx.pgclient.impl.codec.DataType",
                    "io.vertx.pgclient.impl.codec.DataTypeCodec",
                    "org.apache.kafka.common.protocol.Errors");

    private ClassesByName() {}

    static void load() {
        try {
            var source = ClassesByName.class.getProtectionDomain().getCodeSource().getLocation();
            var path = Path.of(source.toURI());
            if (Files.isRegularFile(path)) {
                load(path);
            }
        } catch (IOException | URISyntaxException e) {
            LOG.atWarn().setCause(e).log("no classes by name");
        }
    }

    private static void load(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS))
                    .filter(name -> PACKAGES.stream().anyMatch(name::startsWith))
                    .map(
                            name ->
                                    name.substring(0, name.length() - CLASS.length())
                                            .replace('/', '.'))
                    .forEach(ClassesByName::link);
        }
    }

    private static ClassLoader loader() {
        return ClassesByName.class.getClassLoader();
    }

    private static void link(String name) {
        try {
            var loaded = Class.forName(name, INITIALISED.contains(name), loader());
            // Asking for its methods links it.
            var _ = loaded.getDeclaredMethods();
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.atDebug().addKeyValue("class", name).setCause(e).log("not loaded");
        }
    }
}
