package dev.souk.simulation.engine;

/** A failure that belongs to a world's weather; in a log it is no defect. */
public class Expected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Expected(String what) {
        super(what, null, false, false);
    }
}
