package dev.souk.cluster.sql;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** The migrations on the class path, as one name that changes when any of them does. */
final class MigrationFiles {

    private static final String END = ".sql";

    private MigrationFiles() {}

    /** The names and checksums of all files in the folders. Reads files: not on an event loop. */
    static String fingerprint(String... folders) throws IOException {
        var checksums = new TreeMap<String, Long>();
        for (var folder : folders) {
            for (var place :
                    Collections.list(MigrationFiles.class.getClassLoader().getResources(folder))) {
                read(place, folder, checksums);
            }
        }
        var all = new CRC32();
        all.update(checksums.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "%d-%08x".formatted(checksums.size(), all.getValue());
    }

    private static void read(URL place, String folder, Map<String, Long> checksums)
            throws IOException {
        if (place.openConnection() instanceof JarURLConnection packed) {
            readJar(packed, folder, checksums);
        } else {
            readFolder(place, checksums);
        }
    }

    private static void readJar(JarURLConnection packed, String folder, Map<String, Long> checksums)
            throws IOException {
        packed.setUseCaches(false);
        try (var jar = packed.getJarFile()) {
            for (var entry : Collections.list(jar.entries())) {
                var name = entry.getName();
                if (name.startsWith(folder + "/") && name.endsWith(END)) {
                    checksums.put(name.substring(folder.length() + 1), entry.getCrc());
                }
            }
        }
    }

    private static void readFolder(URL place, Map<String, Long> checksums) throws IOException {
        try (var files = Files.list(Path.of(place.toURI()))) {
            for (var file : files.filter(path -> path.toString().endsWith(END)).toList()) {
                try (var input = Files.newInputStream(file)) {
                    checksums.put(file.getFileName().toString(), crc(input));
                }
            }
        } catch (URISyntaxException malformed) {
            throw new IOException(malformed);
        }
    }

    private static long crc(InputStream input) throws IOException {
        var crc = new CRC32();
        crc.update(input.readAllBytes());
        return crc.getValue();
    }
}
