package dev.souk.proof.evidence;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A file with one JSON document a line, read as it is walked through and never held whole. A last
 * line that a crash tore is left out.
 */
public record JsonLines(Path file) implements Iterable<Row> {

    /** Writes lines; what is behind it is whole once it is closed. */
    public static final class Writer implements Closeable {

        private final BufferedWriter out;

        public Writer(Path file) throws IOException {
            this.out = Files.newBufferedWriter(file);
        }

        public void write(Row row) throws IOException {
            out.write(row.toString());
            out.newLine();
        }

        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    @Override
    public Iterator<Row> iterator() {
        try {
            return new Lines(Files.newBufferedReader(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lines implements Iterator<Row> {

        private final BufferedReader in;
        private @Nullable Row next;

        Lines(BufferedReader in) {
            this.in = in;
            this.next = read();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Row next() {
            var row = next;
            if (row == null) {
                throw new NoSuchElementException();
            }
            next = read();
            return row;
        }

        private @Nullable Row read() {
            try {
                var line = in.readLine();
                var row = line == null ? null : parse(line);
                if (row == null) {
                    in.close();
                }
                return row;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private @Nullable Row parse(String line) throws IOException {
            try {
                return Row.parse(line);
            } catch (IllegalArgumentException torn) {
                if (in.readLine() == null) {
                    return null;
                }
                throw torn;
            }
        }
    }
}
