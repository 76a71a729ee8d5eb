package dev.souk.proof.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;

/** The file of settings that may change while nodes run. Lines of other keys stay as they are. */
final class LiveSettings {

    private final Path file;

    LiveSettings(Path file) {
        this.file = file;
    }

    /** Sets a key, by a rename, so that no half of the file is read. */
    synchronized void put(String key, String value) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(file));
        lines.removeIf(line -> line.startsWith(key + "="));
        lines.add(key + "=" + value);
        var draft = Files.createTempFile(file.getParent(), "live", ".properties");
        Files.write(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
