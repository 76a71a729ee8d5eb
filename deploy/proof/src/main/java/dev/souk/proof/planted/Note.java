package dev.souk.proof.planted;

import dev.souk.proof.evidence.Row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What lies in the folder of a run whose shop has a bug, so that nobody takes it for another.
 *
 * @param invariant whose check has to catch it
 */
public record Note(String bug, String title, int invariant) {

    private static final String NAME = "planted.json";

    /** Puts it there. */
    public static void write(Path run, Bug bug) throws IOException {
        var note = Map.of("bug", bug.name(), "title", bug.title(), "invariant", bug.invariant());
        Files.writeString(run.resolve(NAME), Row.of(note) + "\n");
    }

    /** That of a run; empty where no bug was planted. */
    public static Optional<Note> in(Path run) throws IOException {
        var file = run.resolve(NAME);
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var note = Row.parse(Files.readString(file));
        return Optional.of(
                new Note(note.text("bug"), note.text("title"), (int) note.number("invariant")));
    }
}
