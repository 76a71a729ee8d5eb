package dev.souk.testkit;

import java.util.List;

/**
 * The JVM's archive of a server's classes, which halves the server's start. The JVM itself writes
 * it, when the server ends for the first time, and drops one that doesn't fit any more. One for the
 * machine, and for each class path.
 */
public final class ClassArchive {

    private ClassArchive() {}

    /** The JVM's flags. */
    public static List<String> flags(String server, String classPath) {
        var name = "%s-%s-%08x.jsa".formatted(server, Runtime.version(), classPath.hashCode());
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + Unpacked.cache().resolve(name),
                "-Xlog:disable",
                "-Xlog:all=error:stderr");
    }
}
