package dev.souk.local.node;

import dev.souk.local.config.Services;
import dev.souk.local.progress.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * What a node of a service is started from: the fat jar, and beside it the archive that lets it
 * start fast.
 *
 * @param home the folder of the whole project
 * @param service a service, or all in one
 * @param file the fat jar
 */
public record NodeJar(Path home, String service, Path file) {

    /**
     * The flags under which the build trains the archive; under others the JVM silently drops it.
     */
    private static final List<String> ARCHIVE_FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * The quick compiler only. A dozen nodes on two cores would spend minutes in the optimizing one
     * before it pays: with the quick one they are ready in two thirds of the time, and answer a
     * fifth more in their first minutes.
     */
    private static final String COMPILE_QUICKLY = "-XX:TieredStopAtLevel=1";

    /**
     * Six processes share a developer's machine: a small nursery, small chunks, and memory of the
     * compilers that goes back to the system. Without these a node is a third larger.
     */
    private static final List<String> STAY_SMALL =
            List.of(
                    "-Xmn12m",
                    "-XX:TrimNativeHeapInterval=10000",
                    "-Dio.netty.allocator.maxOrder=6");

    private static final String ALL_IN_ONE_MAIN = "dev.souk.local.node.AllInOne";

    /**
     * What the heaps may grow to, in MiB. Hashing passwords takes 19 MiB at a time, an index lies
     * in memory.
     */
    private static final Map<String, Integer> HEAP =
            Map.of(
                    "user",
                    88,
                    "catalog",
                    104,
                    "order",
                    80,
                    Services.GATEWAY,
                    80,
                    Services.ALL_IN_ONE,
                    384);

    private static final int OTHER_HEAP = 72;

    /** That of one of Souk's services, or of all in one. */
    public static NodeJar of(Path home, String service) {
        var module = service + "-verticle";
        return new NodeJar(
                home, service, home.resolve(module).resolve("target").resolve(module + ".jar"));
    }

    /** Refused where nobody has built it. */
    public void check() {
        if (!isAllInOne() && Files.notExists(file)) {
            var help = Services.NAMES.contains(service) ? ": `deploy/souk up` builds it" : "";
            throw new Refused(file + " is missing" + help);
        }
    }

    /** The version that the jar states. */
    public String version() throws IOException {
        if (isAllInOne()) {
            return of(home, Services.GATEWAY).version();
        }
        try (var content = new JarFile(file.toFile())) {
            var manifest = content.getManifest();
            var version =
                    manifest == null
                            ? null
                            : manifest.getMainAttributes().getValue("Implementation-Version");
            return version == null ? "" : version;
        }
    }

    /** The command line of a node. */
    public List<String> command(Path scratch) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ARCHIVE_FLAGS);
        command.add(COMPILE_QUICKLY);
        command.addAll(STAY_SMALL);
        command.add("-Xmx" + HEAP.getOrDefault(service, OTHER_HEAP) + "m");
        command.add("-XX:MaxDirectMemorySize=96m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.io.tmpdir=" + scratch);
        if (isAllInOne()) {
            command.addAll(ALL_IN_ONE_FLAGS);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), ALL_IN_ONE_MAIN));
        } else {
            if (Files.exists(archive())) {
                command.add("-XX:AOTCache=" + archive());
            }
            command.addAll(List.of("-jar", file.toString()));
        }
        return command;
    }

    private boolean isAllInOne() {
        return service.equals(Services.ALL_IN_ONE);
    }

    private Path archive() {
        var name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.replaceFirst("[.]jar$", "") + ".aot");
    }

    /** What a fat jar says in its manifest. */
    private static final List<String> ALL_IN_ONE_FLAGS =
            List.of(
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.management/sun.management=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED");
}
