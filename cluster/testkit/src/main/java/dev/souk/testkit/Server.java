package dev.souk.testkit;

import java.io.IOException;

/**
 * A real server on loopback, of which tests and the local stack run one each: it knows its folder,
 * its command line and when it is ready, and leaves it to the caller to start the process. So a
 * test can tie the process to its own life, and the local stack can let it outlive the command that
 * started it.
 */
public interface Server {

    /**
     * The server's name, as commands and log files use it: {@code postgres}, {@code redis}, {@code
     * kafka}, {@code mail}.
     */
    String name();

    /** The port that clients connect to. */
    int port();

    /** Where clients find it, without a password. */
    String url();

    /**
     * Makes the server's folder ready for a start: unpacks, initialises what is empty, removes what
     * a killed process left. Idempotent, and keeps what the folder holds. May take seconds.
     */
    void prepare() throws IOException;

    /** The command line of the next start. */
    ServerLaunch launch();

    /** Whether the server answers now: one probe of at most a second, never an exception. */
    boolean isReady();
}
