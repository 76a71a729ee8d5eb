package dev.souk.cluster.events;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A member of a consumer group on a thread of its own, which polls, commits and takes part in
 * rebalances; the work itself is done elsewhere. Partitions are given up only after what is under
 * way has ended (or 5 s), and what is done has been committed.
 */
final class ConsumerLoop implements EventConsumer, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long COMMIT_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LAG_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SETTLE_MILLIS = 5_000;
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(3);
    private static final Duration CLOSE = Duration.ofSeconds(6);
    private static final long RESTART_MILLIS = 1_000;

    private final String group;
    private final Map<String, Object> settings;
    private final List<String> topics;
    private final ConsumerWork work;
    private final Promise<Void> ended = Promise.promise();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<TopicPartition, Long> sent = new HashMap<>();
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile boolean started;
    private volatile long behind;
    private long committedAt = System.nanoTime();
    private long measuredAt = System.nanoTime();

    ConsumerLoop(
            String group,
            Map<String, Object> settings,
            Collection<String> topics,
            ConsumerWork work) {
        this.group = group;
        this.settings = settings;
        this.topics = List.copyOf(topics);
        this.work = work;
    }

    void start() {
        if (stopping.getCount() > 0) {
            started = true;
            Thread.ofPlatform().daemon().name("events-" + group).start(this::run);
        }
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public long lag() {
        return behind + work.backlog();
    }

    @Override
    public Future<Void> stop() {
        stopping.countDown();
        var polling = consumer;
        if (polling != null) {
            polling.wakeup();
        }
        if (!started) {
            ended.tryComplete();
        }
        return ended.future();
    }

    private void run() {
        try {
            while (isRunning()) {
                member();
            }
        } catch (InterruptedException interrupted) {
            LOG.debug("Interrupted", interrupted);
        } finally {
            ended.tryComplete();
        }
    }

    private void member() throws InterruptedException {
        try {
            poll(
                    new KafkaConsumer<>(
                            settings, new StringDeserializer(), new ByteArrayDeserializer()));
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("group", group)
                    .setCause(failure)
                    .log("the consumer failed; it joins anew");
            var _ = stopping.await(RESTART_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Closing gives the partitions up, and so settles and commits them first. */
    private void poll(KafkaConsumer<String, byte[]> member) {
        consumer = member;
        try {
            member.subscribe(topics, this);
            while (isRunning()) {
                turn(member);
            }
        } catch (WakeupException _) {
            LOG.debug("Woken up to stop");
        } finally {
            member.close(CLOSE);
            consumer = null;
        }
    }

    private void turn(KafkaConsumer<String, byte[]> member) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        member.poll(POLL).forEach(records::add);
        if (!records.isEmpty()) {
            work.offer(records);
        }
        if (work.isFull()) {
            member.pause(member.assignment());
        } else {
            member.resume(member.paused());
        }
        commitNowAndThen(member);
        measureNowAndThen(member);
    }

    private void commitNowAndThen(KafkaConsumer<String, byte[]> member) {
        if (System.nanoTime() - committedAt < COMMIT_NANOS) {
            return;
        }
        committedAt = System.nanoTime();
        var offsets = new HashMap<>(work.committable());
        offsets.entrySet().removeIf(entry -> entry.getValue().equals(sent.get(entry.getKey())));
        offsets.keySet().retainAll(member.assignment());
        if (!offsets.isEmpty()) {
            sent.putAll(offsets);
            member.commitAsync(
                    kafka(offsets),
                    (_, failure) -> {
                        if (failure == null) {
                            work.committed(offsets);
                        } else {
                            sent.keySet().removeAll(offsets.keySet());
                        }
                    });
        }
    }

    private void measureNowAndThen(KafkaConsumer<String, byte[]> member) {
        if (System.nanoTime() - measuredAt >= LAG_NANOS) {
            measuredAt = System.nanoTime();
            behind =
                    member.assignment().stream()
                            .mapToLong(partition -> member.currentLag(partition).orElse(0))
                            .sum();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        sent.keySet().removeAll(assigned);
    }

    /** Runs in the polling thread, which the broker waits for: the next owner begins afterwards. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        if (revoked.isEmpty()) {
            return;
        }
        await(revoked);
        var offsets = new HashMap<>(work.committable());
        offsets.keySet().retainAll(revoked);
        var member = consumer;
        if (member != null && !offsets.isEmpty()) {
            commitSync(member, offsets);
        }
        work.forget(revoked);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> lost) {
        work.forget(lost);
    }

    private void await(Collection<TopicPartition> revoked) {
        try {
            work.settle(revoked).get(SETTLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException slow) {
            LOG.atWarn().addKeyValue("group", group).log("partitions are left with work under way");
        }
    }

    private void commitSync(KafkaConsumer<String, byte[]> member, Map<TopicPartition, Long> done) {
        try {
            member.commitSync(kafka(done), COMMIT_WAIT);
        } catch (RuntimeException refused) {
            LOG.debug("Offsets not committed; the events come again, without effect", refused);
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private static Map<TopicPartition, OffsetAndMetadata> kafka(Map<TopicPartition, Long> offsets) {
        var kafka = new HashMap<TopicPartition, OffsetAndMetadata>();
        offsets.forEach((partition, offset) -> kafka.put(partition, new OffsetAndMetadata(offset)));
        return kafka;
    }
}
