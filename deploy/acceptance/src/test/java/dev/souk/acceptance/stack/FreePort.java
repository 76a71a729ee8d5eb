package dev.souk.acceptance.stack;

import dev.souk.local.process.Ports;

import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a process that begins to listen later, or comes back to it: below those that the
 * system takes for outgoing connections, where a stranger could have it by then.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int LAST = 19_000;
    private static final Ports PORTS = new Ports();

    private FreePort() {}

    /** A port of loopback that is free now. */
    public static int next() {
        return PORTS.lowestFrom(ThreadLocalRandom.current().nextInt(FIRST, LAST));
    }
}
