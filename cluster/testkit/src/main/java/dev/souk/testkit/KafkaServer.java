package dev.souk.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One Kafka broker that is its own controller (KRaft), in a JVM of its own with its own class path.
 *
 * @param folder its data; made if missing
 * @param port where clients connect
 * @param controllerPort where the controller listens
 */
public record KafkaServer(Path folder, int port, int controllerPort) implements Server {

    private static final String CLASS_PATH = "kafka.classpath";
    private static final String CLUSTER_ID = "c291ay1jbHVzdGVyLTAwMQ";
    private static final String DIRECTORY_ID = "c291ay1sb2ctZGlyLTAwMQ";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String url() {
        return "127.0.0.1:" + port;
    }

    /**
     * Writes the settings, and what Kafka's formatting tool would write, without that tool's own
     * JVM.
     */
    @Override
    public void prepare() throws IOException {
        Files.createDirectories(log());
        Files.createDirectories(Unpacked.cache());
        Files.createDirectories(folder.resolve("tmp"));
        Files.writeString(settingsFile(), settings());
        var meta = log().resolve("meta.properties");
        if (Files.notExists(meta)) {
            Files.writeString(
                    meta,
                    """
                    version=1
                    cluster.id=%s
                    node.id=1
                    directory.id=%s
                    """
                            .formatted(CLUSTER_ID, DIRECTORY_ID));
        }
    }

    @Override
    public ServerLaunch launch() {
        var classPath = classPath();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-Xms96m",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(ClassArchive.flags("kafka", classPath));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSS",
                        "-cp",
                        classPath,
                        "kafka.Kafka",
                        settingsFile().toString()));
        return new ServerLaunch(command, Map.of("MALLOC_ARENA_MAX", "2"), folder, "TERM");
    }

    /**
     * Asks for the protocol's versions, as each client does first; a broker that isn't registered
     * yet doesn't listen.
     */
    @Override
    public boolean isReady() {
        var apiVersions = new byte[] {0, 0, 0, 12, 0, 18, 0, 0, 0, 0, 0, 1, 0, 2, 'u', 'p'};
        return Probe.ask(port, apiVersions, 4).length == 4;
    }

    private String settings() {
        return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        controller.listener.names=CONTROLLER
        log.dirs=%3$s
        num.partitions=8
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        offsets.retention.minutes=5256000
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=3000
        broker.session.timeout.ms=1500
        broker.heartbeat.interval.ms=500
        controlled.shutdown.enable=false
        num.network.threads=2
        num.io.threads=4
        log.cleaner.dedupe.buffer.size=4194304
        """
                .formatted(port, controllerPort, log());
    }

    private Path settingsFile() {
        return folder.resolve("server.properties");
    }

    private Path log() {
        return folder.resolve("log");
    }

    private static String classPath() {
        try (var in = KafkaServer.class.getResourceAsStream(CLASS_PATH)) {
            if (in == null) {
                throw new IllegalStateException(
                        CLASS_PATH + " is missing: build cluster/testkit/kafka");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
