package dev.souk.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;

/** Asks a server on loopback one question over a fresh connection, within a second. */
final class Probe {

    private static final int LIMIT_MILLIS = 500;

    private Probe() {}

    /**
     * The first bytes of the answer; none where nobody answers. An empty question waits for a
     * greeting.
     */
    static byte[] ask(int port, byte[] question, int answerBytes) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(question);
            var answer = new byte[answerBytes];
            var read = socket.getInputStream().read(answer);
            return read < 0 ? new byte[0] : Arrays.copyOf(answer, read);
        } catch (IOException nobody) {
            return new byte[0];
        }
    }
}
