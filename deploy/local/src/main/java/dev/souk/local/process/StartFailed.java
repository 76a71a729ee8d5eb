package dev.souk.local.process;

import dev.souk.local.progress.Refused;

/** A process didn't become ready. */
public final class StartFailed extends Refused {

    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }
}
