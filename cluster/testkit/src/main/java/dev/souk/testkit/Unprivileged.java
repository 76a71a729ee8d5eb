package dev.souk.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How PostgreSQL, which refuses to run as root, is started by root: in a user namespace of its own,
 * where root's id has no name but its files are still its own; and where the kernel forbids that,
 * as {@code nobody}, with the one capability that lets it pass through root's closed folders.
 */
final class Unprivileged {

    private static final String NOBODY = "65534";
    private static final List<String> PREFIX = choose();

    private Unprivileged() {}

    /** What stands before the command; nothing where the user isn't root. */
    static List<String> prefix() {
        return PREFIX;
    }

    /** Gives the folder to the user that the command runs as. */
    static void own(Path folder) throws IOException {
        if (PREFIX.contains("setpriv")) {
            Commands.run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()), folder);
        }
    }

    private static List<String> choose() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        return Commands.succeeds(List.of("unshare", "-U", "true"))
                ? List.of("unshare", "-U")
                : List.of(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        "--inh-caps=+dac_read_search",
                        "--ambient-caps=+dac_read_search");
    }
}
