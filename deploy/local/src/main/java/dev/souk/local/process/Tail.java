package dev.souk.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file, without reading the rest. */
public final class Tail {

    private static final int MOST_BYTES_PER_LINE = 4096;

    private Tail() {}

    /** The last lines, at most as many as asked for. */
    public static List<String> of(Path file, int lines) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var length = Math.min(in.length(), (long) lines * MOST_BYTES_PER_LINE);
            var bytes = new byte[(int) length];
            in.seek(in.length() - length);
            in.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }
}
