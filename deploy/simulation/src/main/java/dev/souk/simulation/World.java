package dev.souk.simulation;

import java.time.Duration;

/**
 * A part of Souk, made of its real classes and of models of the servers that they use, and what
 * must be true of it. One world lives for one episode.
 */
public interface World {

    /** Begins everything: the nodes, the load and the faults. */
    void begin();

    /** How long the load and the faults last. */
    Duration storm();

    /** Ends the faults, and brings up what is down. */
    void heal();

    /** Checks what must be true at any time; called after every step. */
    void check();

    /** Whether nothing is left to be done, after it has healed. */
    boolean isQuiet();

    /** Checks what must be true once nothing is left to be done. */
    void verify();
}
