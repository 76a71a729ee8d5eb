package dev.souk.proof.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * All that a verdict rests on.
 *
 * @param history what the clients and the faults did
 * @param collections what was found in the shop when it was quiet, by name
 */
public record Evidence(Iterable<Operation> history, Map<String, Iterable<Row>> collections) {

    /** The clients' history, beside the folder of collections. */
    public static final String HISTORY = "history.jsonl";

    /** The folder of collections. */
    public static final String FOLDER = "evidence";

    private static final String SUFFIX = ".jsonl";

    public Evidence {
        collections = Map.copyOf(collections);
    }

    /** What lies in the folder of a run. */
    public static Evidence in(Path run) throws IOException {
        var collections = new HashMap<String, Iterable<Row>>();
        if (Files.isDirectory(run.resolve(FOLDER))) {
            try (var files = Files.newDirectoryStream(run.resolve(FOLDER), "*" + SUFFIX)) {
                for (var file : files) {
                    collections.put(nameOf(file), new JsonLines(file));
                }
            }
        }
        return new Evidence(new History(new JsonLines(run.resolve(HISTORY))), collections);
    }

    /** The file of a collection. */
    public static Path file(Path run, String collection) {
        return run.resolve(FOLDER).resolve(collection + SUFFIX);
    }

    /**
     * A collection.
     *
     * @throws Unjudgeable where it was never made
     */
    public Iterable<Row> rows(String collection) {
        var rows = collections.get(collection);
        if (rows == null) {
            throw new Unjudgeable("there is no evidence of " + collection);
        }
        return rows;
    }

    public boolean has(String collection) {
        return collections.containsKey(collection);
    }

    private static String nameOf(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
