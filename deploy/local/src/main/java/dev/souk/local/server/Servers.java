package dev.souk.local.server;

import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.Secrets;
import dev.souk.local.process.PortBlock;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.testkit.KafkaServer;
import dev.souk.testkit.MailServer;
import dev.souk.testkit.PostgresServer;
import dev.souk.testkit.RedisServer;
import dev.souk.testkit.Server;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers of the local stack. A server that has a record keeps the ports it had. */
public final class Servers {

    /** In the order in which they are worth starting. */
    public static final List<String> NAMES =
            List.of("postgres", "kafka", "redis", "mail", "payments");

    private static final String CLIENTS = "clients";
    private static final String DOOR = "http";
    private static final String CONTROLLER = "controller";

    private final DataFolder folder;
    private final Secrets secrets;
    private final Stack stack;
    private final PortBlock block;

    /** A server, and the ports that it was given. */
    public record Placed(Server server, Map<String, Integer> ports) {

        /** Its record before it has a process. */
        public ProcessRecord draft() {
            return new ProcessRecord(
                    server.name(),
                    ProcessRecord.Kind.SERVER,
                    server.name(),
                    "",
                    0,
                    0,
                    server.port(),
                    server.url(),
                    List.of(),
                    ports,
                    server.launch().stopSignal());
        }
    }

    public Servers(Stack stack, Secrets secrets, PortBlock block) {
        this.folder = stack.folder();
        this.secrets = secrets;
        this.stack = stack;
        this.block = block;
    }

    /** The server of that name, on the ports that it had or on new ones. */
    public Placed place(String name) throws IOException {
        var earlier = stack.records().find(name);
        return switch (name) {
            case "postgres" -> postgres(ports(earlier, CLIENTS));
            case "redis" -> redis(ports(earlier, CLIENTS));
            case "kafka" -> kafka(ports(earlier, CLIENTS, CONTROLLER));
            case "mail" -> mail(ports(earlier, CLIENTS));
            case "payments" -> payments(ports(earlier, CLIENTS));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Placed postgres(Map<String, Integer> ports) throws IOException {
        var _ = secrets.password(Databases.SUPERUSER_SECRET);
        var passwordFile = folder.secrets().resolve(Databases.SUPERUSER_SECRET);
        return new Placed(
                new PostgresServer(folder.servers().resolve("postgres"), port(ports), passwordFile),
                ports);
    }

    private Placed redis(Map<String, Integer> ports) throws IOException {
        var password = secrets.password("redis");
        return new Placed(
                new RedisServer(folder.servers().resolve("redis"), port(ports), password), ports);
    }

    private Placed kafka(Map<String, Integer> ports) {
        var controller = java.util.Objects.requireNonNull(ports.get(CONTROLLER));
        return new Placed(
                new KafkaServer(folder.servers().resolve("kafka"), port(ports), controller), ports);
    }

    private Placed mail(Map<String, Integer> ports) {
        return new Placed(new MailServer(folder.servers().resolve("mail"), port(ports)), ports);
    }

    private Placed payments(Map<String, Integer> ports) throws IOException {
        return new Placed(
                SandboxPayments.in(
                        folder.servers().resolve("payments"), port(ports), secrets, door()),
                ports);
    }

    /** The first door that the shop has, or will have. */
    private @Nullable String door() throws IOException {
        return stack.records().nodes().stream()
                .filter(record -> record.ports().containsKey(DOOR))
                .map(record -> "http://127.0.0.1:" + record.port(DOOR))
                .findFirst()
                .orElse(null);
    }

    private Map<String, Integer> ports(Optional<ProcessRecord> earlier, String... purposes) {
        return earlier.map(ProcessRecord::ports).orElseGet(() -> block.take(purposes));
    }

    private static int port(Map<String, Integer> ports) {
        return java.util.Objects.requireNonNull(ports.get(CLIENTS));
    }
}
