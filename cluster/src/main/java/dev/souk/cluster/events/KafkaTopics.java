package dev.souk.cluster.events;

import dev.souk.cluster.time.Timers;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.Topic;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** The topics at the broker, and whether the broker answers. */
final class KafkaTopics {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int PARTITIONS = 8;
    private static final int CHECK_MILLIS = 1_500;
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** How long a broker keeps an event; an inbox row must live longer. */
    static final Duration RETENTION = Duration.ofDays(7);

    private final Vertx vertx;
    private final Future<Admin> admin;
    private final Timers timers;

    KafkaTopics(Vertx vertx, KafkaSettings settings) {
        this.vertx = vertx;
        this.timers = new Timers(vertx);
        this.admin =
                vertx.executeBlocking(() -> Admin.create(settings.admin()), false)
                        .map(Objects::requireNonNull);
    }

    /** Creates what is missing; goes on trying until it succeeds or this is closed. */
    Future<Void> ensure(Collection<Topic> topics) {
        return create(topics)
                .recover(
                        failure -> {
                            LOG.debug("Topics not created yet", failure);
                            var later = io.vertx.core.Promise.<Void>promise();
                            timers.after(RETRY, () -> ensure(topics).onComplete(later));
                            return later.future();
                        });
    }

    /** Whether a broker answers within 1.5 s. */
    Future<Void> check() {
        return admin.compose(
                        client ->
                                on(
                                        client.describeCluster(
                                                        new DescribeClusterOptions()
                                                                .timeoutMs(CHECK_MILLIS))
                                                .nodes()))
                .recover(
                        _ ->
                                Future.failedFuture(
                                        ServiceFailure.unavailable(
                                                "Kafka is not available", RETRY)))
                .mapEmpty();
    }

    Future<Void> close() {
        timers.close();
        return admin.compose(
                        client ->
                                vertx.executeBlocking(
                                        () -> {
                                            client.close(Duration.ofSeconds(1));
                                            return true;
                                        },
                                        false))
                .mapEmpty();
    }

    private Future<Void> create(Collection<Topic> topics) {
        return admin.compose(
                client -> {
                    var wanted = topics.stream().map(KafkaTopics::description).toList();
                    var created = client.createTopics(wanted).values().values();
                    return Future.join(created.stream().map(this::existing).toList()).mapEmpty();
                });
    }

    private Future<Void> existing(KafkaFuture<Void> created) {
        return on(created)
                .recover(
                        failure ->
                                cause(failure) instanceof TopicExistsException
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(failure));
    }

    private static NewTopic description(Topic topic) {
        var keep =
                switch (topic.retention()) {
                    case TIME ->
                            Map.of(
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    Long.toString(RETENTION.toMillis()));
                    case COMPACTED ->
                            Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_COMPACT);
                };
        return new NewTopic(topic.name(), Optional.of(PARTITIONS), Optional.empty()).configs(keep);
    }

    private <T> Future<T> on(KafkaFuture<T> future) {
        Context context = vertx.getOrCreateContext();
        return Future.fromCompletionStage(future.toCompletionStage(), context);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }
}
