package dev.souk.catalog.search;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.nio.file.Path;
import java.util.Optional;

/** Where a node's index lies: a folder that is its own, for as long as it lives. */
public final class IndexFolder {

    private static final String NAME = "catalog-search-";

    private IndexFolder() {}

    /**
     * Makes the folder.
     *
     * @param base where it shall lie; empty for the system's folder for what is temporary
     */
    public static Future<Path> make(Vertx vertx, Optional<String> base, String nodeId) {
        var files = vertx.fileSystem();
        return base.map(folder -> Path.of(folder, NAME + nodeId))
                .map(folder -> files.mkdirs(folder.toString()).map(folder))
                .orElseGet(() -> files.createTempDirectory(NAME).map(Path::of));
    }

    /** Deletes the folder and all that is in it. */
    public static Future<Void> delete(Vertx vertx, Path folder) {
        return vertx.fileSystem().deleteRecursive(folder.toString());
    }
}
