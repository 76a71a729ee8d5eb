package dev.souk.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The servers of a test run: each is started when it is first asked for, shared by all tests of
 * this JVM, and ended with it. A test that stops one must start it again. Each test class takes a
 * database, and prefixes of keys, topics and groups, of its own.
 */
public final class TestServers {

    private static final String PASSWORD = "test-superuser";
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 20_000;
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Path FOLDER = folder();
    private static final List<RunningServer> STARTED = new ArrayList<>();

    private TestServers() {}

    /** The address of a new, empty database with a role of its own. */
    public static String newDatabase() {
        var name = "test_" + DATABASES.incrementAndGet();
        try {
            return databases().create(name, "test-role");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The same, with a role that may read its database's log by logical replication. */
    public static String newReplicatedDatabase() {
        var url = newDatabase();
        try {
            databases().allowReplication(url.substring(url.lastIndexOf('/') + 1));
            return url;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A connection of PostgreSQL's superuser, which the caller closes. */
    public static Connection superuser() throws SQLException {
        return databases().connect();
    }

    /** The brokers, as in {@code 127.0.0.1:9092}. */
    public static String kafkaBootstrap() {
        return Kafka.SERVER.url();
    }

    /** The address of Redis. */
    public static String redisUrl() {
        return Redis.SERVER.url();
    }

    /** The address of the mail server. */
    public static String smtpUrl() {
        return MailBox.SERVER.url();
    }

    /** What the mail server has taken. */
    public static Inbox inbox() {
        return MailBox.SERVER.inbox();
    }

    /** The running PostgreSQL, to be killed or frozen. */
    public static RunningServer postgres() {
        return Postgres.RUNNING;
    }

    /** The running Kafka, to be killed or frozen. */
    public static RunningServer kafka() {
        return Kafka.RUNNING;
    }

    /** The running Redis, to be killed or frozen. */
    public static RunningServer redis() {
        return Redis.RUNNING;
    }

    /** The running mail server, to be killed or frozen. */
    public static RunningServer mail() {
        return MailBox.RUNNING;
    }

    /**
     * A port of loopback that is free now: below those that the system takes for outgoing
     * connections, where a stranger could have it before a server that is started again.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(FIRST_PORT, LAST_PORT)
                .filter(TestServers::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Postgres {
        static final PostgresServer SERVER =
                new PostgresServer(FOLDER.resolve("postgres"), freePort(), passwordFile());
        static final RunningServer RUNNING = start(SERVER);
    }

    private static final class Redis {
        static final RedisServer SERVER = new RedisServer(FOLDER.resolve("redis"), freePort(), "");
        static final RunningServer RUNNING = start(SERVER);
    }

    private static final class Kafka {
        static final KafkaServer SERVER =
                new KafkaServer(FOLDER.resolve("kafka"), freePort(), freePort());
        static final RunningServer RUNNING = start(SERVER);
    }

    private static final class MailBox {
        static final MailServer SERVER = new MailServer(FOLDER.resolve("mail"), freePort());
        static final RunningServer RUNNING = start(SERVER);
    }

    private static Databases databases() {
        return new Databases(Postgres.SERVER.port(), PASSWORD);
    }

    private static RunningServer start(Server server) {
        var running = RunningServer.start(server, FOLDER.resolve(server.name() + ".log"));
        synchronized (STARTED) {
            STARTED.add(running);
        }
        return running;
    }

    private static Path folder() {
        var folder =
                Path.of("target", "test-servers", Long.toString(ProcessHandle.current().pid()))
                        .toAbsolutePath();
        try {
            Folders.delete(folder);
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(TestServers::end));
        return folder;
    }

    private static Path passwordFile() {
        var file = FOLDER.resolve("postgres.password");
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, PASSWORD);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void end() {
        synchronized (STARTED) {
            STARTED.parallelStream().forEach(RunningServer::close);
        }
    }
}
