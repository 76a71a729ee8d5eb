package dev.souk.proof.fault;

import dev.souk.proof.shop.ShopFolder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A connection to Redis for a command or two, in its own protocol (RESP, inline arrays). */
final class RedisLine {

    private static final int LIMIT_MILLIS = 5_000;

    private RedisLine() {}

    /** Has Redis forget everything. */
    static void flush(ShopFolder shop) throws IOException {
        var url = URI.create(shop.secret("redis-url"));
        var password = url.getUserInfo().substring(url.getUserInfo().indexOf(':') + 1);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(LIMIT_MILLIS);
            var in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var command : List.of(List.of("AUTH", password), List.of("FLUSHALL"))) {
                socket.getOutputStream().write(encoded(command));
                var reply = in.readLine();
                if (!"+OK".equals(reply)) {
                    throw new IOException("Redis answers " + reply + " to " + command.getFirst());
                }
            }
        }
    }

    private static byte[] encoded(List<String> command) {
        var text = new StringBuilder("*" + command.size() + "\r\n");
        command.forEach(word -> text.append("$%d\r\n%s\r\n".formatted(word.length(), word)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
