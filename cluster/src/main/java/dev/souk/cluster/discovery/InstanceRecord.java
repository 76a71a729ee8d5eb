package dev.souk.cluster.discovery;

import dev.souk.cluster.discovery.Instance.State;

import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.Status;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * An instance as it stands in the registry that all nodes share.
 *
 * @param instance what is published
 * @param proof says that its node may speak for its service
 * @param revision grows with each change of this instance; the higher one is the newer one
 */
record InstanceRecord(Instance instance, String proof, long revision) {

    private static final String TYPE = "souk-service";

    InstanceRecord in(State state) {
        return new InstanceRecord(instance.in(state), proof, revision + 1);
    }

    /** The same, newer than whatever was said of it. */
    InstanceRecord again() {
        return new InstanceRecord(instance, proof, revision + 1);
    }

    Record toRecord() {
        return new Record()
                .setName(instance.service())
                .setType(TYPE)
                .setStatus(status(instance.state()))
                .setLocation(
                        new JsonObject()
                                .put(Record.ENDPOINT, instance.busAddress())
                                .put("host", instance.host())
                                .put("port", instance.port()))
                .setMetadata(
                        new JsonObject()
                                .put("version", instance.version())
                                .put("nodeId", instance.nodeId())
                                .put("nodeName", instance.nodeName())
                                .put("fragment", instance.fragmentHash())
                                .put("since", instance.since().toString())
                                .put("state", instance.state().name())
                                .put("revision", revision)
                                .put("proof", proof));
    }

    /** Reads what another node has published; empty if it isn't ours or is broken. */
    static Optional<InstanceRecord> of(Record entry) {
        if (!TYPE.equals(entry.getType())) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(entry));
        } catch (ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException broken) {
            return Optional.empty();
        }
    }

    private static InstanceRecord read(Record entry) {
        var place = entry.getLocation();
        var about = entry.getMetadata();
        var instance =
                new Instance(
                        entry.getName(),
                        text(about, "version"),
                        text(about, "nodeId"),
                        text(about, "nodeName"),
                        text(place, "host"),
                        place.getInteger("port"),
                        State.valueOf(text(about, "state")),
                        text(about, "fragment"),
                        Instant.parse(text(about, "since")));
        return new InstanceRecord(instance, text(about, "proof"), about.getLong("revision"));
    }

    private static String text(JsonObject json, String name) {
        return json.getString(name, "");
    }

    private static Status status(State state) {
        return switch (state) {
            case UP -> Status.UP;
            case DRAINING -> Status.OUT_OF_SERVICE;
        };
    }
}
