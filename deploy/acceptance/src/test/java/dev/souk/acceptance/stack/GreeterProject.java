package dev.souk.acceptance.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The example of a seventh service: a Maven project of its own that takes the runtime from a
 * repository, as a user of the published artifact would.
 */
public final class GreeterProject {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    private GreeterProject() {}

    /** Publishes the runtime into a repository of this build, builds the example, gives its jar. */
    public static Path build() throws IOException, InterruptedException {
        var root = Stack.repository();
        var target = root.resolve("deploy/acceptance/target");
        var published = target.resolve("published");
        publish(published, "souk", root.resolve("pom.xml"), null);
        publish(
                published,
                "cluster-contract",
                root.resolve("cluster/contract/pom.xml"),
                root.resolve("cluster/contract/target/cluster-contract-" + VERSION + ".jar"));
        publish(
                published,
                "cluster",
                root.resolve("cluster/pom.xml"),
                root.resolve("cluster/target/cluster-" + VERSION + ".jar"));
        var usual = Path.of(System.getProperty("user.home"), ".m2", "repository");
        var project = root.resolve("deploy/acceptance/greeter");
        var log = target.resolve("greeter-build.log");
        var build =
                new ProcessBuilder(
                                List.of(
                                        root.resolve("mvnw").toString(),
                                        "-B",
                                        "-q",
                                        "-f",
                                        project.toString(),
                                        "-Dmaven.repo.local="
                                                + target.resolve("greeter-repository"),
                                        "-Dmaven.repo.local.tail=" + usual,
                                        "-Dsouk.repository=" + published.toUri(),
                                        "-Dgreeter.target=" + target.resolve("greeter"),
                                        "package"))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        if (build.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        return target.resolve("greeter/greeter-verticle.jar");
    }

    private static void publish(
            Path repository, String artifact, Path pom, @org.jspecify.annotations.Nullable Path jar)
            throws IOException {
        var folder = repository.resolve("dev/souk/" + artifact + "/" + VERSION);
        Files.createDirectories(folder);
        var name = artifact + "-" + VERSION;
        Files.copy(pom, folder.resolve(name + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        if (jar != null) {
            Files.copy(jar, folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
