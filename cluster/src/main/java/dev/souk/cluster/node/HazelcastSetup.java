package dev.souk.cluster.node;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MultiMapConfig;

import dev.souk.cluster.config.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How Hazelcast is run: as membership, subscriptions and the registry, on one named interface,
 * found by a list of members, and small.
 */
final class HazelcastSetup {

    /** A node that was silent for so long is no member any more. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(12);

    /** After so long without an answer a join is given up. */
    static final Duration LONGEST_JOIN = Duration.ofSeconds(30);

    private static final int FIRST_PORT = 5701;
    private static final int GUESSED_PORTS = 3;
    private static final int BACKUPS = 2;

    /**
     * Among them: that a join gives up a master that says nothing (hazelcast#17115), and doesn't
     * wait for two minutes for a member that nobody reaches; when a silent member is out; that the
     * sides of a split cluster look for each other from 10 s on; and that the move of a partition,
     * which is closed meanwhile, is given up after 20 s without an answer, not after 300. Few
     * threads and partitions, since little is kept here.
     */
    private static final Map<String, String> PROPERTIES =
            Map.ofEntries(
                    Map.entry("hazelcast.logging.type", "slf4j"),
                    Map.entry("hazelcast.phone.home.enabled", "false"),
                    Map.entry("hazelcast.shutdownhook.enabled", "false"),
                    Map.entry("hazelcast.socket.bind.any", "false"),
                    Map.entry("hazelcast.wait.seconds.before.join", "0"),
                    Map.entry(
                            "hazelcast.max.join.seconds", Long.toString(LONGEST_JOIN.toSeconds())),
                    Map.entry("hazelcast.connect.all.wait.seconds", "5"),
                    Map.entry("hazelcast.heartbeat.interval.seconds", "2"),
                    Map.entry(
                            "hazelcast.max.no.heartbeat.seconds",
                            Long.toString(LONGEST_SILENCE.toSeconds())),
                    Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
                    Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
                    Map.entry("hazelcast.graceful.shutdown.max.wait", "10"),
                    Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
                    Map.entry("hazelcast.partition.count", "31"),
                    Map.entry("hazelcast.partition.migration.timeout", "20"),
                    Map.entry("hazelcast.operation.thread.count", "2"),
                    Map.entry("hazelcast.operation.generic.thread.count", "2"),
                    Map.entry("hazelcast.io.thread.count", "1"),
                    Map.entry("hazelcast.event.thread.count", "1"),
                    Map.entry("hazelcast.clientengine.thread.count", "1"),
                    Map.entry("hazelcast.clientengine.query.thread.count", "1"),
                    Map.entry("hazelcast.clientengine.blocking.thread.count", "1"),
                    Map.entry("hazelcast.health.monitoring.level", "OFF"),
                    Map.entry("hazelcast.jmx", "false"));

    /** What Java serialization may read from the network: mostly exceptions. */
    private static final String[] SERIALIZABLE = {
        "com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "java.lang.", "java.util.", "["
    };

    private HazelcastSetup() {}

    static Config of(Settings settings) {
        var config = new Config();
        config.setClusterName(settings.get(NodeConfig.CLUSTER_NAME));
        PROPERTIES.forEach(config::setProperty);
        config.getMetricsConfig().setEnabled(false);
        network(config, settings);
        kept(config);
        config.getSerializationConfig()
                .setJavaSerializationFilterConfig(
                        new JavaSerializationFilterConfig().setDefaultsDisabled(true));
        config.getSerializationConfig()
                .getJavaSerializationFilterConfig()
                .getWhitelist()
                .addPrefixes(SERIALIZABLE);
        return config;
    }

    private static void network(Config config, Settings settings) {
        var host = settings.get(NodeConfig.CLUSTER_HOST);
        int port = settings.get(NodeConfig.CLUSTER_PORT);
        var network = config.getNetworkConfig();
        network.setPort(port == 0 ? FIRST_PORT : port).setPortAutoIncrement(port == 0);
        network.getInterfaces().setEnabled(true).addInterface(host);
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setConnectionTimeoutSeconds(2)
                .setMembers(members(host, settings.get(NodeConfig.CLUSTER_MEMBERS)));
    }

    private static List<String> members(String host, List<String> configured) {
        return configured.isEmpty()
                ? IntStream.range(FIRST_PORT, FIRST_PORT + GUESSED_PORTS)
                        .mapToObj(port -> host + ":" + port)
                        .toList()
                : configured;
    }

    /** Survives two members that leave at once. */
    private static void kept(Config config) {
        config.getMultiMapConfig("__vertx.subs")
                .setBackupCount(BACKUPS)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET);
        List.of("__vertx.nodeInfo", "__vertx.haInfo", "service.registry")
                .forEach(name -> config.getMapConfig(name).setBackupCount(BACKUPS));
        config.getMapConfig(PartitionWatch.MAP).setBackupCount(0);
    }
}
