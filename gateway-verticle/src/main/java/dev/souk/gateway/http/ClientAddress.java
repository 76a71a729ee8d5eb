package dev.souk.gateway.http;

import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** The address that a quota is kept for: an IPv4 address whole, of an IPv6 one its /64. */
final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    static String of(@Nullable SocketAddress remote) {
        var host = remote == null ? null : remote.hostAddress();
        if (host == null) {
            return "unknown";
        }
        return host.indexOf(':') < 0 ? host : network(host);
    }

    private static String network(String literal) {
        try {
            var bytes = InetAddress.getByName(literal).getAddress();
            return bytes.length == 4
                    ? InetAddress.getByAddress(bytes).getHostAddress()
                    : HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "::";
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
