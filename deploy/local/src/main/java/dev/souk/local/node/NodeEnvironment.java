package dev.souk.local.node;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.cluster.config.KnownKeys;
import dev.souk.local.config.Environment;
import dev.souk.local.config.Services;
import dev.souk.local.folder.Credentials;
import dev.souk.local.folder.DataFolder;
import dev.souk.local.folder.LiveSettings;
import dev.souk.local.folder.OutsideServices;
import dev.souk.local.folder.Secrets;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.ProcessRecords;
import dev.souk.local.server.Databases;
import dev.souk.local.server.SandboxPayments;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The environment of each node: where it finds the servers and the other nodes, what {@code up} was
 * given, and the files of the secrets that its services declare. Nobody gets another service's
 * secrets.
 */
public final class NodeEnvironment {

    private static final String KEYS = "SOUK_SERVICE_KEYS";
    private static final String PUBLIC_URL = "SOUK_PUBLIC_URL";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataFolder folder;
    private final Secrets secrets;
    private final ProcessRecords records;
    private final Environment given;
    private final Credentials credentials;
    private final KnownKeys known;

    public NodeEnvironment(
            DataFolder folder,
            Secrets secrets,
            ProcessRecords records,
            Environment given,
            Credentials credentials,
            KnownKeys known) {
        this.folder = folder;
        this.secrets = secrets;
        this.records = records;
        this.given = given;
        this.credentials = credentials;
        this.known = known;
    }

    /** The variables of this node. */
    public Map<String, String> of(NodePlan plan) throws IOException {
        var values = new TreeMap<String, String>();
        servers(values);
        if (records.find("postgres").isPresent()) {
            databases(plan.services(), values);
        }
        firstDoor().ifPresent(door -> values.put(PUBLIC_URL, door.url()));
        values.put("SOUK_CURSOR_KEY_FILE", secrets.key("cursor-key").toString());
        values.put("SOUK_ADMIN_EMAIL", credentials.email());
        values.put(
                "SOUK_ADMIN_PASSWORD_FILE",
                secrets.derived("admin-password", credentials.password()).toString());
        given.variables()
                .forEach(
                        (name, value) -> {
                            var key = known.secretOf(name).orElse(name);
                            values.remove(key);
                            values.remove(key + "_FILE");
                            values.put(name, value);
                        });
        place(plan, values);
        return Environment.declaredBy(plan.services(), values, known);
    }

    /** What is the node's own, and can't be given for all of them. */
    private void place(NodePlan plan, Map<String, String> values) throws IOException {
        values.put("SOUK_NODE_NAME", plan.name());
        values.put("SOUK_CLUSTER_NAME", clusterName());
        values.put("SOUK_CLUSTER_HOST", "127.0.0.1");
        values.put("SOUK_CLUSTER_PORT", Integer.toString(plan.port(NodePlan.CLUSTER)));
        values.put("SOUK_CLUSTER_MEMBERS", members(plan));
        values.put("SOUK_BUS_PORT", Integer.toString(plan.port(NodePlan.BUS)));
        values.put("SOUK_MANAGEMENT_PORT", Integer.toString(plan.port(NodePlan.MANAGEMENT)));
        values.put("SOUK_CACHE_DIR", folder.scratch(plan.name()).resolve("vertx").toString());
        values.put("SOUK_LIVE_FILE", folder.live().toString());
        values.put(KEYS, publicKeys());
        for (var service : plan.services()) {
            var name =
                    plan.services().size() == 1
                            ? "SOUK_SERVICE_KEY_FILE"
                            : "SOUK_" + Services.inKey(service) + "_SERVICE_KEY_FILE";
            values.put(name, secrets.serviceKey(service).toString());
        }
        if (plan.isDoor()) {
            values.put("SOUK_PORT", Integer.toString(plan.port(NodePlan.HTTP)));
        }
    }

    /**
     * What all doors call themselves: a repeated answer is the same, whichever of them gives it.
     */
    private Optional<NodePlan> firstDoor() throws IOException {
        return records.nodes().stream()
                .map(NodePlan::of)
                .filter(NodePlan::isDoor)
                .min(Comparator.comparingInt(door -> door.port(NodePlan.HTTP)));
    }

    private void servers(Map<String, String> values) throws IOException {
        for (var record : records.all()) {
            switch (record.name()) {
                case "kafka" -> values.put("SOUK_KAFKA_BOOTSTRAP", record.url());
                case "redis" -> values.put("SOUK_REDIS_URL_FILE", redisUrl(record));
                case "mail" -> values.put("SOUK_SMTP_URL", record.url());
                case "payments" -> payments(record, values);
                default -> {}
            }
        }
    }

    private String redisUrl(ProcessRecord record) throws IOException {
        var url = "redis://:%s@127.0.0.1:%d".formatted(secrets.password("redis"), record.port());
        return secrets.derived("redis-url", url).toString();
    }

    private void payments(ProcessRecord record, Map<String, String> values) throws IOException {
        values.put("SOUK_PAYMENTS_URL", record.url());
        values.put("SOUK_PAYMENTS_KEY_FILE", secrets.key(SandboxPayments.API_KEY).toString());
        values.put(
                "SOUK_PAYMENTS_WEBHOOK_SECRET_FILE",
                secrets.key(SandboxPayments.WEBHOOK_SECRET).toString());
    }

    private void databases(Set<String> services, Map<String, String> values) throws IOException {
        var port = records.find("postgres").orElseThrow().port();
        var databases = new Databases(secrets, port);
        for (var service : Services.WITH_DATABASE) {
            if (services.contains(service)) {
                var file = secrets.derived(service + "-database-url", databases.url(service));
                values.put(
                        "SOUK_" + Services.inKey(service) + "_DATABASE_URL_FILE", file.toString());
            }
        }
    }

    /**
     * Tells running nodes whom to trust: the services, those that were added from outside Souk, and
     * those whose keys {@code up} was given.
     */
    public void publishKeys() throws IOException {
        new LiveSettings(folder).put(KEYS, publicKeys());
    }

    private String publicKeys() throws IOException {
        var keys = new ArrayList<Object>(secrets.publicKeys(Services.NAMES));
        keys.addAll(secrets.publicKeys(OutsideServices.of(folder).names()));
        var others = given.find(KEYS);
        if (others.isPresent()) {
            var set =
                    JSON.readValue(others.get(), new TypeReference<Map<String, List<Object>>>() {});
            keys.addAll(set.getOrDefault("keys", List.of()));
        }
        return JSON.writeValueAsString(Map.of("keys", keys));
    }

    private String members(NodePlan plan) throws IOException {
        var ports =
                records.nodes().stream()
                        .map(record -> record.port(NodePlan.CLUSTER))
                        .collect(Collectors.toCollection(java.util.TreeSet::new));
        ports.add(plan.port(NodePlan.CLUSTER));
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    private String clusterName() {
        return "souk-" + Integer.toHexString(folder.root().toString().hashCode());
    }
}
