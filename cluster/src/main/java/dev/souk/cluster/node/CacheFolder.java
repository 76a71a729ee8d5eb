package dev.souk.cluster.node;

import dev.souk.cluster.config.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * The folder for what Vert.x unpacks, one for each process; those that killed processes have left
 * are removed.
 */
final class CacheFolder {

    private static final Logger LOG = LoggerFactory.getLogger(CacheFolder.class);
    private static final String PREFIX = "node-";

    private CacheFolder() {}

    /** Makes this process' folder, empty. Blocks. */
    static Path create(Settings settings) {
        var base =
                settings.find(NodeConfig.CACHE_DIR)
                        .map(Path::of)
                        .orElseGet(
                                () -> Path.of(System.getProperty("java.io.tmpdir"), "souk-cache"));
        try {
            Files.createDirectories(base);
            clean(base);
            return Files.createDirectories(base.resolve(PREFIX + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new StartException("SOUK_CACHE_DIR can't be used: " + e, e);
        }
    }

    private static void clean(Path base) throws IOException {
        try (var entries = Files.list(base)) {
            entries.filter(CacheFolder::isLeft).toList().forEach(CacheFolder::remove);
        }
    }

    private static boolean isLeft(Path folder) {
        var name = folder.getFileName().toString();
        if (!name.matches(PREFIX + "\\d+")) {
            return false;
        }
        var pid = Long.parseLong(name.substring(PREFIX.length()));
        return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
    }

    private static void remove(Path folder) {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("problem", e.toString())
                    .log("an old cache folder can't be removed");
        }
    }
}
