package dev.souk.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Redis with an append-only file that is flushed every second.
 *
 * @param folder its data; made if missing
 * @param port where it listens
 * @param password what clients must state; empty for none
 */
public record RedisServer(Path folder, int port, String password) implements Server {

    private static final String PROGRAM = "redis-server-6.2.6-v5-linux-amd64";

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Files.createDirectories(folder);
        var settings =
                """
                bind 127.0.0.1
                port %d
                dir %s
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory 256mb
                maxmemory-policy noeviction
                """
                        .formatted(port, folder);
        Files.deleteIfExists(configuration());
        var closed =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(configuration(), closed);
        Files.writeString(
                configuration(),
                password.isEmpty() ? settings : settings + "requirepass " + password + "\n");
        var _ = program();
    }

    @Override
    public ServerLaunch launch() {
        var command = List.of(program().toString(), configuration().toString());
        return new ServerLaunch(command, Map.of(), folder, "TERM");
    }

    @Override
    public boolean isReady() {
        var answer = Probe.ask(port, "PING\r\n".getBytes(StandardCharsets.US_ASCII), 7);
        var text = new String(answer, StandardCharsets.US_ASCII);
        return text.startsWith("+PONG") || text.startsWith("-NOAUTH");
    }

    @Override
    public String toString() {
        return url();
    }

    private Path configuration() {
        return folder.resolve("redis.conf");
    }

    private static Path program() {
        try {
            return Unpacked.program(PROGRAM, PROGRAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
