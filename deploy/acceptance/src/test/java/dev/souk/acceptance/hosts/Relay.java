package dev.souk.acceptance.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Carries connections between a loopback port and a Unix socket, which hosts in network namespaces
 * share: so the servers may stay on loopback, and every host finds them on its own.
 */
final class Relay {

    private static final int BUFFER = 64 * 1024;

    private Relay() {}

    /** Runs on a host: {@code Relay FOLDER PORT...}; ends with its process. */
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[0]);
        for (var port : List.of(args).subList(1, args.length)) {
            carry(loopback(port), socketOf(folder, port));
        }
        Thread.currentThread().join();
    }

    /** Takes what comes through a folder's Unix sockets to the same ports of this host. */
    static void open(Path folder, List<String> ports) throws IOException {
        for (var port : ports) {
            carry(socketOf(folder, port), loopback(port));
        }
    }

    private static SocketAddress loopback(String port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
    }

    private static SocketAddress socketOf(Path folder, String port) {
        return UnixDomainSocketAddress.of(folder.resolve(port));
    }

    private static void carry(SocketAddress from, SocketAddress to) throws IOException {
        var listening =
                from instanceof UnixDomainSocketAddress
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open();
        listening.bind(from);
        Thread.ofVirtual().start(() -> accept(listening, to));
    }

    private static void accept(ServerSocketChannel listening, SocketAddress to) {
        try (listening) {
            while (true) {
                var taken = listening.accept();
                Thread.ofVirtual().start(() -> connect(taken, to));
            }
        } catch (IOException e) {
            System.err.println("no connections any more: " + e);
        }
    }

    private static void connect(SocketChannel taken, SocketAddress to) {
        try (taken;
                var onward =
                        to instanceof UnixDomainSocketAddress
                                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                                : SocketChannel.open()) {
            onward.connect(to);
            var back = Thread.ofVirtual().start(() -> pump(onward, taken));
            pump(taken, onward);
            back.join();
        } catch (IOException e) {
            System.err.println("not carried: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries bytes one way until there are no more, and says so to the other side. */
    private static void pump(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            close(from);
            close(to);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.err.println("not closed: " + e);
        }
    }
}
