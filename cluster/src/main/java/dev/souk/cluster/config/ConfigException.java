package dev.souk.cluster.config;

import java.util.List;

/**
 * A configuration that a node cannot start with. Its message is one line that names every problem;
 * no secret stands in it.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * @param problems each a sentence that begins with the key's name, and holds no secret
     */
    public ConfigException(List<String> problems) {
        super("configuration: " + String.join("; ", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Each problem, a sentence that begins with the key's name. */
    public List<String> problems() {
        return problems;
    }
}
