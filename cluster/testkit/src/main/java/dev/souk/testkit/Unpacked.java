package dev.souk.testkit;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * The programs of the servers, unpacked once from their jars into the user's cache and used by
 * every shop and test from there. Safe when several processes unpack at the same time: one does,
 * the others wait. What was unpacked is complete or absent.
 */
final class Unpacked {

    private static final Set<java.nio.file.attribute.PosixFilePermission> PROGRAM =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private Unpacked() {}

    /** The folder that a {@code .txz} resource unpacks to. */
    static Path archive(String resource, String name) throws IOException {
        return once(name, draft -> untar(resource, Files.createDirectory(draft)));
    }

    /** The file that a resource is copied to, made executable. */
    static Path program(String resource, String name) throws IOException {
        return once(
                name,
                draft -> {
                    try (var in = open(resource)) {
                        Files.copy(in, draft);
                    }
                    Files.setPosixFilePermissions(draft, PROGRAM);
                });
    }

    private static Path once(String name, Unpacking unpacking) throws IOException {
        var cache = cache();
        var target = cache.resolve(name);
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(cache);
        try (var channel =
                        FileChannel.open(
                                cache.resolve(name + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && Files.notExists(target)) {
                var draft = cache.resolve(name + ".new-" + ProcessHandle.current().pid());
                unpacking.into(draft);
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return target;
    }

    /** The folder of the cache, which may be missing. */
    static Path cache() {
        var stated = System.getenv("XDG_CACHE_HOME");
        var base =
                stated == null || stated.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(stated);
        return base.resolve("souk");
    }

    private static void untar(String resource, Path folder) throws IOException {
        try (var tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(open(resource))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                untar(tar, entry, folder);
            }
        }
    }

    private static void untar(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("an entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, PROGRAM);
            }
        }
    }

    private static InputStream open(String resource) throws IOException {
        var in = Unpacked.class.getResourceAsStream("/" + resource);
        if (in == null) {
            throw new IOException(
                    resource + " is on no class path: is this machine not linux-amd64?");
        }
        return in;
    }

    private interface Unpacking {
        void into(Path draft) throws IOException;
    }
}
