package dev.souk.cluster.node;

import org.jspecify.annotations.Nullable;

/** A node could not start; the message is one line for whoever started it. */
class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
