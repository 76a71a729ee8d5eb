package dev.souk.cluster.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The watched file of live settings, in the form of Java's properties. A file that is not there
 * says nothing; one that can't be read leaves what was read before.
 */
public final class LiveFile {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFile.class);
    private static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1);

    private final Path path;
    private final LiveValues values;
    private Stamp seen = ABSENT;

    private record Stamp(FileTime modified, long size) {}

    public LiveFile(Path path, LiveValues values) {
        this.path = path;
        this.values = values;
    }

    /** Reads the file if it has changed. Blocks; one call at a time. */
    public synchronized void refresh() {
        try {
            var now = stamp();
            if (!now.equals(seen)) {
                values.replace(now.equals(ABSENT) ? Map.of() : read());
                seen = now;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("file", path)
                    .addKeyValue("problem", e.toString())
                    .log("the live file can't be read; its last content stays");
        }
    }

    private Stamp stamp() throws IOException {
        try {
            var about = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(about.lastModifiedTime(), about.size());
        } catch (NoSuchFileException absent) {
            return ABSENT;
        }
    }

    private Map<String, String> read() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        }
        var content = new HashMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(name -> content.put(name, properties.getProperty(name)));
        return content;
    }
}
