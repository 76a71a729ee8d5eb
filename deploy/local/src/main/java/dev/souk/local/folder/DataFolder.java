package dev.souk.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The one folder under which everything of a shop lies: its servers' data, logs, process records,
 * secrets, and what programs unpack. Only its owner may look into it.
 */
public record DataFolder(Path root) {

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folders that are missing, all closed to others. */
    public void create() throws IOException {
        for (var folder : new Path[] {root, run(), logs(), secrets(), servers(), scratch()}) {
            var _ = create(folder);
        }
        if (Files.notExists(live())) {
            Files.createFile(live());
        }
    }

    /** One record file for each process. */
    public Path run() {
        return root.resolve("run");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of a process. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The data of the servers. */
    public Path servers() {
        return root.resolve("data");
    }

    /** What may be thrown away between two starts. */
    public Path scratch() {
        return root.resolve("tmp");
    }

    /** A process's own part of the scratch folder, made anew if it is missing. */
    public Path scratch(String name) throws IOException {
        return create(scratch().resolve(name));
    }

    /** The settings that may change while nodes run. */
    public Path live() {
        return root.resolve("live.properties");
    }

    /** The services from outside Souk that this shop knows. */
    public Path outside() {
        return root.resolve("outside-services.json");
    }

    /** The jars that services are started from in place of the build's. */
    public Path givenJars() {
        return root.resolve("given-jars.json");
    }

    /** The admin's e-mail and password. */
    public Path credentials() {
        return root.resolve("credentials.json");
    }

    /** There once the demo catalog is loaded whole. */
    public Path demoMark() {
        return root.resolve("demo-catalog.loaded");
    }

    /** There from the moment that a start is complete until the end of the shop. */
    public Path readyMark() {
        return run().resolve("ready");
    }

    Path lock() {
        return root.resolve("lock");
    }

    private static Path create(Path folder) throws IOException {
        var closed =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, closed);
    }
}
