package dev.souk.local.process;

import dev.souk.local.folder.DataFolder;

import java.io.IOException;
import java.nio.file.Path;

/** A stack in which nothing runs yet, for a test to begin with. */
public final class EmptyStack {

    private EmptyStack() {}

    /** Makes the stack's folder below that one. */
    public static Stack below(Path root) throws IOException {
        var folder = new DataFolder(root.resolve("shop"));
        folder.create();
        return new Stack(folder);
    }
}
