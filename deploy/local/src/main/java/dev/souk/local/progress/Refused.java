package dev.souk.local.progress;

/** A command can't do what it was asked; its message is the one line that its user reads. */
public class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refused(String message) {
        super(message, null, false, false);
    }
}
