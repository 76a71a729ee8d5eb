package dev.souk.cluster.discovery;

import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.Status;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one picture of what is announced piece by piece and of what is read as a whole, in whatever
 * order they arrive: of an instance the highest revision counts, and one that was withdrawn comes
 * back by a higher one only. Used on one event loop.
 *
 * <p>Only a node that is leaving withdraws. That somebody removes the record of a member that isn't
 * leaving, or that the registry has none, says nothing about that member: a node that was cut off,
 * or stopped, takes all others for gone when it comes back, and tidies up after them.
 */
final class Roster {

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final NodeProofs proofs;
    private final Map<Key, InstanceRecord> known = new HashMap<>();
    private final Map<Key, Long> withdrawn = new HashMap<>();
    private final Map<Key, String> believed = new HashMap<>();
    private final Set<String> doubted = new HashSet<>();

    private record Key(String service, String nodeId) {}

    Roster(NodeProofs proofs) {
        this.proofs = proofs;
    }

    /** Takes one announcement. */
    void announced(Record entry) {
        InstanceRecord.of(entry).ifPresent(record -> take(record, entry.getStatus()));
    }

    /**
     * Takes everything that stands in the registry. What was leaving and stands there no more,
     * left.
     */
    void read(Collection<Record> entries) {
        var seen = new HashSet<Key>();
        for (var entry : entries) {
            InstanceRecord.of(entry)
                    .ifPresent(
                            record -> {
                                seen.add(key(record));
                                take(record, entry.getStatus());
                            });
        }
        known.entrySet().removeIf(it -> isLeaving(it.getValue()) && !seen.contains(it.getKey()));
    }

    /** Forgets what was known of nodes that are no members any more. */
    void retain(Set<String> members) {
        known.keySet().removeIf(key -> !members.contains(key.nodeId()));
        believed.keySet().removeIf(key -> !members.contains(key.nodeId()));
        withdrawn.keySet().removeIf(key -> !members.contains(key.nodeId()));
    }

    /** The instances on the given members whose proof is good. */
    Map<String, List<Instance>> instances(Set<String> members) {
        return known.values().stream()
                .filter(record -> members.contains(record.instance().nodeId()))
                .filter(this::isProved)
                .map(InstanceRecord::instance)
                .collect(Collectors.groupingBy(Instance::service));
    }

    private void take(InstanceRecord record, Status status) {
        var key = key(record);
        if (status == Status.DOWN) {
            if (isLeaving(record)) {
                known.remove(key);
                withdrawn.merge(key, record.revision(), Math::max);
            }
        } else if (record.revision() > withdrawn.getOrDefault(key, 0L)) {
            known.merge(key, record, Roster::newer);
        }
    }

    private boolean isProved(InstanceRecord record) {
        var key = key(record);
        if (record.proof().equals(believed.get(key))) {
            return true;
        }
        var instance = record.instance();
        if (proofs.proves(record.proof(), instance.service(), instance.nodeId())) {
            believed.put(key, record.proof());
            return true;
        }
        if (doubted.size() < 1_000 && doubted.add(instance.busAddress())) {
            LOG.atWarn()
                    .addKeyValue("instance", instance.busAddress())
                    .addKeyValue("node", instance.nodeName())
                    .log("a node speaks for a service without proof; ignored");
        }
        return false;
    }

    private static boolean isLeaving(InstanceRecord record) {
        return record.instance().state() == Instance.State.DRAINING;
    }

    private static InstanceRecord newer(InstanceRecord one, InstanceRecord other) {
        return other.revision() >= one.revision() ? other : one;
    }

    private static Key key(InstanceRecord record) {
        return new Key(record.instance().service(), record.instance().nodeId());
    }
}
