package dev.souk.cluster.events;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Topic;

import io.vertx.core.Future;

import java.util.function.Function;

/** Collects a group's handlers, and starts the group once. */
final class GroupBuilder implements ConsumerBuilder {

    private final Handlers handlers = new Handlers();
    private final Function<Handlers, EventConsumer> starter;

    GroupBuilder(Function<Handlers, EventConsumer> starter) {
        this.starter = starter;
    }

    @Override
    @CanIgnoreReturnValue
    public <T> ConsumerBuilder on(
            Topic topic, String type, Class<T> body, EventHandler<T> handler) {
        handlers.add(topic, type, body, handler);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public ConsumerBuilder onDeletion(Topic topic, DeletionHandler handler) {
        handlers.add(topic, handler);
        return this;
    }

    @Override
    public Future<EventConsumer> start() {
        return Future.succeededFuture(starter.apply(handlers));
    }
}
