package dev.souk.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * PostgreSQL with durability on: every commit is flushed to disk before it is answered. Its only
 * user at first is {@code postgres}; passwords are checked by SCRAM. It listens on loopback and on
 * no socket file.
 *
 * @param folder its data and log of starting; made if missing
 * @param port where it listens
 * @param passwordFile the superuser's password, used when the data is made
 */
public record PostgresServer(Path folder, int port, Path passwordFile) implements Server {

    public static final String SUPERUSER = "postgres";

    private static final String ARCHIVE = "postgres-linux-x86_64.txz";
    private static final String VERSION = "postgres-18.6.0";
    private static final int PROTOCOL = 3 << 16;

    /**
     * Unlike the file that comes with new data, it admits nobody to physical replication, so that a
     * role that may replicate can read only the databases that are open to it.
     */
    private static final String ADMITTED = "host all all 127.0.0.1/32 scram-sha-256\n";

    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "max_connections=300",
                    "shared_buffers=64MB",
                    "max_wal_size=1GB",
                    "wal_level=logical",
                    "max_slot_wal_keep_size=256MB",
                    "max_replication_slots=40",
                    "max_wal_senders=40",
                    "jit=off",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "lc_messages=C",
                    "log_line_prefix=%m [%p] %u@%d ");

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String url() {
        return "postgresql://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        var programs = programs();
        if (Files.notExists(data().resolve("PG_VERSION"))) {
            initialise(programs);
        }
        Files.writeString(admitted(), ADMITTED);
        Files.deleteIfExists(data().resolve("postmaster.pid"));
    }

    @Override
    public ServerLaunch launch() {
        var command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(
                List.of(
                        programs().resolve("postgres").toString(),
                        "-D",
                        data().toString(),
                        "-p",
                        "" + port,
                        "-c",
                        "hba_file=" + admitted()));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return new ServerLaunch(command, Map.of(), folder, "INT");
    }

    /** Asks for a session, as a client would: a server that still starts or recovers refuses it. */
    @Override
    public boolean isReady() {
        var parameters =
                "user\0postgres\0database\0postgres\0\0".getBytes(StandardCharsets.US_ASCII);
        var length = 2 * Integer.BYTES + parameters.length;
        var question = ByteBuffer.allocate(length).putInt(length).putInt(PROTOCOL).put(parameters);
        var answer = Probe.ask(port, question.array(), 1);
        return answer.length == 1 && answer[0] == 'R';
    }

    private void initialise(Path programs) throws IOException {
        Files.createDirectories(folder);
        var draft = folder.resolve("data.new");
        var command = new ArrayList<>(Unprivileged.prefix());
        command.addAll(
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        Folders.delete(draft);
        Unprivileged.own(folder);
        Commands.run(command, folder);
        Files.move(draft, data());
    }

    private Path admitted() {
        return folder.resolve("pg_hba.conf");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Path programs() {
        try {
            return Unpacked.archive(ARCHIVE, VERSION).resolve("bin");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(
                    Objects.requireNonNullElse(e.getMessage(), VERSION), e);
        }
    }
}
