package dev.souk.cluster.discovery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.discovery.Instance.State;
import dev.souk.cluster.time.Timers;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import io.vertx.servicediscovery.Record;
import io.vertx.servicediscovery.ServiceDiscovery;
import io.vertx.servicediscovery.ServiceDiscoveryOptions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The directory over vertx-service-discovery, which upstream will retire and which therefore is
 * seen nowhere else. Announcements change the snapshot at once; every 5 s, and whenever members
 * come or go, the registry is read as a whole, own records that a split cluster has lost are put
 * back, and records of nodes that are no members are removed.
 *
 * <p>Everything that changes happens on the event loop that made it.
 */
public final class ClusterDirectory implements Directory {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterDirectory.class);

    private static final Duration RECONCILE = Duration.ofSeconds(5);
    private static final String ANNOUNCE = "souk.directory";

    /**
     * What a directory is made of.
     *
     * @param nanos a monotonic clock
     * @param inFlight how many requests this node answers right now
     */
    public record Parts(
            Vertx vertx,
            String nodeId,
            Membership membership,
            NodeProofs proofs,
            Timers timers,
            LongSupplier nanos,
            IntSupplier inFlight) {}

    private final Parts parts;
    private final Context context;
    private final ServiceDiscovery registry;
    private final Roster roster;
    private final Heartbeats heartbeats;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Own> own = new HashMap<>();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), List.of());
    private @Nullable MessageConsumer<JsonObject> announcements;
    private boolean reading;
    private boolean readAgain;

    /** An own record, and the name that the registry gave to its place. */
    private record Own(InstanceRecord record, String registration) {

        private Own with(InstanceRecord other) {
            return new Own(other, registration);
        }

        private Record toRecord() {
            return record.toRecord().setRegistration(registration);
        }
    }

    private record Snapshot(Map<String, List<Instance>> byService, List<Instance> all) {}

    /** To be made on the event loop that it is to live on. */
    public ClusterDirectory(Parts parts) {
        this.parts = parts;
        this.context = parts.vertx().getOrCreateContext();
        this.roster = new Roster(parts.proofs());
        this.heartbeats = new Heartbeats(parts, () -> refresh(true));
        this.registry =
                ServiceDiscovery.create(
                        parts.vertx(),
                        new ServiceDiscoveryOptions()
                                .setName(parts.nodeId())
                                .setAnnounceAddress(ANNOUNCE)
                                .setUsageAddress(null));
    }

    /** Begins to listen and to give signs of life; done when the registry was read once. */
    public Future<Void> start() {
        parts.membership().onChange(() -> context.runOnContext(v -> membersChanged()));
        MessageConsumer<JsonObject> listening =
                parts.vertx().eventBus().consumer(ANNOUNCE, this::announced);
        announcements = listening;
        return Future.all(listening.completion(), heartbeats.listen())
                .compose(both -> readAll())
                .onSuccess(
                        read -> {
                            heartbeats.start(parts.timers());
                            parts.timers().every(RECONCILE, this::reconcile);
                        })
                .mapEmpty();
    }

    @Override
    public List<Instance> instances(String service) {
        return snapshot.byService().getOrDefault(service, List.of());
    }

    @Override
    public List<Instance> all() {
        return snapshot.all();
    }

    @Override
    public boolean isSilent(String nodeId) {
        return heartbeats.isSilent(nodeId);
    }

    @Override
    @CanIgnoreReturnValue
    public Runnable onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Says that a service is on this node. */
    public Future<Void> publish(Instance instance) {
        return onLoop(
                () -> {
                    var proof = parts.proofs().prove(instance.service(), parts.nodeId());
                    var record = new InstanceRecord(instance, proof, 1);
                    return registry.publish(record.toRecord())
                            .map(entry -> new Own(record, entry.getRegistration()))
                            .onSuccess(it -> own.put(instance.service(), it))
                            .mapEmpty();
                });
    }

    /** Says that everything on this node is leaving: by its records and by its signs of life. */
    public Future<Void> drain() {
        return onLoop(
                () -> {
                    heartbeats.drain();
                    own.replaceAll((service, it) -> it.with(it.record().in(State.DRAINING)));
                    return Future.join(own.values().stream().map(this::put).toList()).mapEmpty();
                });
    }

    /** Takes everything on this node out of the registry. */
    public Future<Void> withdraw() {
        return onLoop(
                () -> {
                    var gone = own.values().stream().map(Own::registration).toList();
                    own.clear();
                    return Future.join(gone.stream().map(registry::unpublish).toList()).mapEmpty();
                });
    }

    /** Stops listening. */
    public Future<Void> close() {
        registry.close();
        var listening = announcements;
        return heartbeats
                .close()
                .compose(
                        v -> listening == null ? Future.succeededFuture() : listening.unregister());
    }

    private Future<?> put(Own it) {
        return registry.update(it.toRecord());
    }

    private void announced(Message<JsonObject> message) {
        roster.announced(new Record(message.body()));
        refresh(false);
    }

    private void membersChanged() {
        refresh(false);
        readAll().onFailure(ClusterDirectory::cannotRead);
    }

    /** Makes the snapshot anew from what is known, and tells who wants to know. */
    private void refresh(boolean news) {
        var members = parts.membership().nodes();
        heartbeats.retain(members);
        roster.retain(members);
        var byService = new HashMap<String, List<Instance>>();
        var all = new ArrayList<Instance>();
        roster.instances(members)
                .forEach(
                        (service, instances) -> {
                            var heard = instances.stream().map(this::asHeard).toList();
                            byService.put(service, heard);
                            all.addAll(heard);
                        });
        var next = new Snapshot(Map.copyOf(byService), List.copyOf(all));
        if (news || !next.equals(snapshot)) {
            snapshot = next;
            listeners.forEach(Runnable::run);
        }
    }

    /** What a sign of life says of a node's leaving counts even before its records say it. */
    private Instance asHeard(Instance instance) {
        return heartbeats.isDraining(instance.nodeId()) ? instance.in(State.DRAINING) : instance;
    }

    /** Reads the registry as a whole; readings never overlap, and a wish meanwhile isn't lost. */
    private Future<List<Record>> readAll() {
        if (reading) {
            readAgain = true;
            return Future.succeededFuture(List.of());
        }
        reading = true;
        return registry.getRecords(any -> true, true)
                .onSuccess(this::take)
                .andThen(
                        done -> {
                            reading = false;
                            if (readAgain) {
                                readAgain = false;
                                readAll().onFailure(ClusterDirectory::cannotRead);
                            }
                        });
    }

    private void take(List<Record> entries) {
        roster.read(entries);
        refresh(false);
    }

    private Future<?> reconcile() {
        return reading
                ? Future.succeededFuture()
                : readAll().compose(entries -> Future.join(repairs(entries)));
    }

    private List<Future<?>> repairs(List<Record> entries) {
        var repairs = new ArrayList<Future<?>>();
        var members = parts.membership().nodes();
        for (var entry : entries) {
            InstanceRecord.of(entry)
                    .filter(record -> !members.contains(record.instance().nodeId()))
                    .ifPresent(orphan -> repairs.add(remove(entry)));
        }
        own.replaceAll((service, it) -> stands(it, entries) ? it : it.with(it.record().again()));
        own.values().stream()
                .filter(it -> !stands(it, entries))
                .map(this::put)
                .forEach(repairs::add);
        return repairs;
    }

    /** Another node may have removed it at the same time: that is as good. */
    private Future<?> remove(Record entry) {
        return registry.unpublish(entry.getRegistration()).otherwiseEmpty();
    }

    private static boolean stands(Own it, List<Record> entries) {
        return entries.stream()
                .filter(entry -> it.registration().equals(entry.getRegistration()))
                .flatMap(entry -> InstanceRecord.of(entry).stream())
                .anyMatch(record -> record.revision() == it.record().revision());
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        return Future.future(promise -> context.runOnContext(v -> work.get().onComplete(promise)));
    }

    private static void cannotRead(Throwable cause) {
        LOG.atWarn().setCause(cause).log("the registry can't be read; the last picture stays");
    }
}
