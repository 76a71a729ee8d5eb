package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Event;
import dev.souk.contract.Topic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The event streams of one service on one node, put together. */
final class KafkaEventStreams implements EventStreams {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventStreams.class);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration SLOT_LOOK = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Database database;
    private final EventsConfig config;
    private final MeterRegistry meters;
    private final Telemetry telemetry;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final KafkaSettings settings;
    private final KafkaTopics topics;
    private final Slot slot;
    private final Relay relay;
    private final PgOutbox outbox;
    private final StreamProducer streams;
    private final Parked parked;
    private final EventEffects effects;
    private final Timers timers;
    private final Map<String, Handlers> handlers = new ConcurrentHashMap<>();
    private final Map<String, EventConsumer> consumers = new ConcurrentHashMap<>();
    private final List<Meter> ownMeters = new ArrayList<>();
    private @Nullable Future<Void> stopped;

    KafkaEventStreams(
            Vertx vertx,
            Database database,
            EventsConfig config,
            Telemetry telemetry,
            InstantSource clock,
            RandomGenerator random) {
        this.vertx = vertx;
        this.database = database;
        this.config = config;
        this.meters = telemetry.meters();
        this.telemetry = telemetry;
        this.clock = clock;
        this.random = random;
        this.settings = new KafkaSettings(config);
        this.topics = new KafkaTopics(vertx, settings);
        this.slot = new Slot(database, config.slotAlarmBytes());
        this.relay = relay();
        this.outbox = new PgOutbox(config.service(), telemetry, wakeUp(vertx));
        this.streams = new StreamProducer(vertx, settings, clock);
        this.parked = new Parked(database);
        var inbox = new Inbox(database, clock);
        this.effects = new EventEffects(database, inbox, parked, telemetry);
        this.timers = new Timers(vertx);
        timers.every(SWEEP, inbox::sweep);
        if (config.relay() == RelayMode.POLL) {
            timers.every(SLOT_LOOK, slot::dropAbandoned);
        }
        relay.start();
    }

    /** Commits may be told on any thread. */
    private Consumer<Set<Integer>> wakeUp(Vertx vertx) {
        var context = vertx.getOrCreateContext();
        return shards -> context.runOnContext(_ -> relay.wake(shards));
    }

    private Relay relay() {
        var made =
                switch (config.relay()) {
                    case POLL -> polling();
                    case CDC -> replicating();
                };
        gauge("souk_events_outbox_age_seconds", made, it -> it.age().toMillis() / 1_000.0);
        gauge("souk_events_slot_lag_bytes", slot, Slot::heldBack);
        return made;
    }

    private Relay polling() {
        var leases = new ShardLeases(database, config.nodeId());
        var rows = new OutboxRows(database);
        var parts = new PollingRelay.Parts(leases, rows, this::sender, random);
        return new PollingRelay(vertx, parts, account());
    }

    private Relay replicating() {
        var leases = new ShardLeases(database, config.nodeId());
        var rows = new OutboxRows(database);
        var parts = new ReplicationRelay.Parts(slot, leases, rows, this::sender, random);
        return new ReplicationRelay(vertx, parts, account());
    }

    private Future<ShardRelay.Sender> sender(int shard) {
        return ShardProducer.open(vertx, settings.shardProducer(shard))
                .map(ShardRelay.Sender.class::cast);
    }

    private RelayAccount account() {
        var relayed =
                Counter.builder("souk_events_relayed")
                        .tag("service", config.service())
                        .register(meters);
        return new RelayAccount(relayed::increment);
    }

    private <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
        ownMeters.add(
                Gauge.builder(name, of, value).tag("service", config.service()).register(meters));
    }

    @Override
    @CanIgnoreReturnValue
    public EventStreams owns(Topic... owned) {
        topics.ensure(List.of(owned)).onFailure(failure -> LOG.debug("Closed before", failure));
        return this;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public ConsumerBuilder consumer(String group) {
        var name = config.service() + "." + group;
        return new GroupBuilder(described -> begin(name, described));
    }

    @Override
    public DeadLetters deadLetters() {
        return new KeyReplay(database, parked, effects, handlers);
    }

    @Override
    public Future<Void> publish(Topic topic, String key, Event<?> event) {
        try {
            var headers = CloudEvents.uncounted(config.service(), event, telemetry.traceparent());
            return streams.send(new OutboundRecord(topic.name(), key, headers, outbox.body(event)));
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    @Override
    public Map<String, Long> consumerLag() {
        return consumers.values().stream()
                .collect(Collectors.toMap(EventConsumer::group, EventConsumer::lag));
    }

    @Override
    public Duration outboxAge() {
        return relay.age();
    }

    @Override
    public Future<Void> check() {
        return topics.check();
    }

    @Override
    public Future<Void> checkSlot() {
        return slot.check();
    }

    @Override
    public Future<Void> drain() {
        return Future.join(consumers.values().stream().map(EventConsumer::stop).toList())
                .mapEmpty();
    }

    @Override
    public Future<Void> stop() {
        if (stopped == null) {
            timers.close();
            ownMeters.forEach(meters::remove);
            stopped =
                    drain().eventually(relay::stop)
                            .eventually(streams::close)
                            .eventually(topics::close);
        }
        return stopped;
    }

    private EventConsumer begin(String group, Handlers described) {
        if (handlers.putIfAbsent(group, described) != null) {
            throw new IllegalStateException("the group is started: " + group);
        }
        var work =
                new ConsumerWork(
                        vertx, outcome(group, described), new FailurePolicy(random), clock);
        var names = described.topics().stream().map(Topic::name).toList();
        var loop = new ConsumerLoop(group, settings.consumer(group), names, work);
        ownMeters.add(
                Gauge.builder("souk_events_consumer_lag", loop, EventConsumer::lag)
                        .tag("group", group)
                        .register(meters));
        consumers.put(group, loop);
        topics.ensure(described.topics())
                .onSuccess(_ -> loop.start())
                .onFailure(failure -> LOG.debug("Closed before", failure));
        return loop;
    }

    private ConsumerWork.Outcome outcome(String group, Handlers described) {
        var handled = counter(group, "handled");
        var ignored = counter(group, "ignored");
        var parkings = counter(group, "parked");
        return new ConsumerWork.Outcome() {
            @Override
            public Future<Void> apply(InboundRecord record) {
                if (described.isIgnored(record)) {
                    ignored.increment();
                    return Future.succeededFuture();
                }
                return effects.apply(group, described, record).onSuccess(_ -> handled.increment());
            }

            @Override
            public Future<Void> park(InboundRecord record, Throwable failure, int attempts) {
                return parked.park(group, record, failure, attempts)
                        .onSuccess(_ -> parkings.increment());
            }
        };
    }

    private Counter counter(String group, String outcome) {
        return Counter.builder("souk_events_consumed")
                .tag("group", group)
                .tag("outcome", outcome)
                .register(meters);
    }
}
