package dev.souk.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;

/**
 * The file of live settings, as far as the command itself writes into it; lines of other keys stay
 * as they are. Running nodes read it again within a second.
 */
public final class LiveSettings {

    private final DataFolder folder;

    public LiveSettings(DataFolder folder) {
        this.folder = folder;
    }

    /** Sets the key. The value is one line without a backslash. */
    public void put(String key, String value) throws IOException {
        var lines = new ArrayList<String>();
        if (Files.exists(folder.live())) {
            lines.addAll(Files.readAllLines(folder.live()));
        }
        lines.removeIf(line -> line.startsWith(key + "="));
        lines.add(key + "=" + value);
        PrivateFile.write(folder.live(), String.join("\n", lines) + "\n");
    }
}
