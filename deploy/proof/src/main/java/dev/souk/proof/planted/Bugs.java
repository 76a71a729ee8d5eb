package dev.souk.proof.planted;

import dev.souk.proof.planted.Bug.Need;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bugs that there are, one file each in {@code deploy/proof/src/bugs}. */
public final class Bugs {

    private static final String FOLDER = "deploy/proof/src/bugs";
    private static final String END = ".bug";
    private static final String FILE = "--- ";
    private static final String BEFORE = "<<<<<<<";
    private static final String AFTER = "=======";
    private static final String DONE = ">>>>>>>";

    private final String name;
    private final Map<String, String> fields = new HashMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private String file = "";
    private @Nullable StringBuilder open;
    private String before = "";

    private Bugs(String name) {
        this.name = name;
    }

    /**
     * All of them, by invariant and name.
     *
     * @param home the folder of the project
     */
    public static List<Bug> in(Path home) throws IOException {
        var bugs = new ArrayList<Bug>();
        try (var files = Files.newDirectoryStream(home.resolve(FOLDER), "*" + END)) {
            for (var each : files) {
                var name = String.valueOf(each.getFileName());
                bugs.add(
                        read(
                                name.substring(0, name.length() - END.length()),
                                Files.readAllLines(each)));
            }
        }
        bugs.sort(Comparator.comparingInt(Bug::invariant).thenComparing(Bug::name));
        return bugs;
    }

    static Path file(Path home, String name) {
        return home.resolve(FOLDER).resolve(name + END);
    }

    /** One from the lines of its file. */
    public static Bug read(String name, List<String> lines) {
        var reader = new Bugs(name);
        lines.forEach(reader::line);
        return reader.bug();
    }

    private void line(String line) {
        switch (line) {
            case BEFORE -> open = new StringBuilder();
            case AFTER -> {
                before = closed();
                open = new StringBuilder();
            }
            case DONE -> edits.add(new Edit(file, before, closed()));
            default -> text(line);
        }
    }

    private void text(String line) {
        if (open != null) {
            open.append(line).append('\n');
        } else if (line.startsWith(FILE)) {
            file = line.substring(FILE.length()).strip();
        } else if (edits.isEmpty() && line.matches("[a-z]+: .*")) {
            fields.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
    }

    private String closed() {
        var text = open;
        if (text == null) {
            throw new IllegalArgumentException(name + ": a mark without the one before it");
        }
        open = null;
        return text.toString();
    }

    private Bug bug() {
        return new Bug(
                name,
                Integer.parseInt(field("invariant")),
                field("title"),
                words("services"),
                words("needs").stream().map(Need::of).toList(),
                edits);
    }

    private String field(String key) {
        return Optional.ofNullable(fields.get(key))
                .orElseThrow(() -> new IllegalArgumentException(name + " has no " + key));
    }

    private List<String> words(String key) {
        return Optional.ofNullable(fields.get(key)).stream()
                .flatMap(text -> List.of(text.split(", *")).stream())
                .toList();
    }
}
