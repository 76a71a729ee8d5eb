package dev.souk.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds free TCP ports on loopback. No port is given out twice by one instance, so that several can
 * be chosen before anybody listens on the first.
 */
public final class Ports {

    private static final int LAST = 65_535;

    private final Set<Integer> given = new HashSet<>();

    /** The lowest free port from the given one up. */
    public synchronized int lowestFrom(int first) {
        for (var port = first; port <= LAST; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new IllegalStateException("no port is free from " + first + " up");
    }

    /**
     * Never gives this port out: a process that doesn't live at the moment will come back on it.
     */
    public synchronized void keepFree(int port) {
        given.add(port);
    }

    /** Whether somebody could listen on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
