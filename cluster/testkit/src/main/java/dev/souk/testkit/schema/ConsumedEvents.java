package dev.souk.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.events.ConsumerBuilder;
import dev.souk.cluster.events.DeletionHandler;
import dev.souk.cluster.events.EventConsumer;
import dev.souk.cluster.events.EventHandler;
import dev.souk.cluster.json.Json;
import dev.souk.contract.Topic;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Notes what a service's consumer reads, in place of reading it; then says which samples of all
 * releases it can't.
 */
public final class ConsumedEvents implements ConsumerBuilder {

    private final Map<String, Class<?>> bodies = new LinkedHashMap<>();

    @Override
    @CanIgnoreReturnValue
    public <T> ConsumerBuilder on(
            Topic topic, String type, Class<T> body, EventHandler<T> handler) {
        bodies.put(type, body);
        return this;
    }

    @Override
    @CanIgnoreReturnValue
    public ConsumerBuilder onDeletion(Topic topic, DeletionHandler handler) {
        return this;
    }

    /** Is not for consuming. */
    @Override
    public Future<EventConsumer> start() {
        return Future.failedFuture(new UnsupportedOperationException("only notes"));
    }

    /**
     * Reads every sample of what is consumed, as it is and with fields of a later release in each
     * object, and returns a sentence for each that fails: where a value is missing that the body
     * isn't prepared to miss, where the added fields matter, and where there is no sample at all.
     *
     * @param root the folder that holds the services' folders
     */
    public List<String> unreadable(Path root) {
        var samples =
                EventContracts.ofServices(root).stream()
                        .flatMap(contracts -> contracts.samples().stream())
                        .toList();
        return bodies.entrySet().stream()
                .flatMap(entry -> unreadable(entry.getKey(), entry.getValue(), samples))
                .toList();
    }

    private static Stream<String> unreadable(
            String type, Class<?> body, List<EventContracts.Sample> samples) {
        var own = samples.stream().filter(sample -> sample.type().equals(type)).toList();
        return own.isEmpty()
                ? Stream.of("there is no sample of " + type)
                : own.stream().flatMap(sample -> read(sample, body).stream());
    }

    private static List<String> read(EventContracts.Sample sample, Class<?> type) {
        var name = sample.type() + " of " + sample.release() + ": ";
        try {
            var value = Json.decode(Json.bytes(sample.body()), type);
            var newer = Json.decode(Json.bytes(grown(sample.body())), type);
            var failures = new ArrayList<String>();
            missing(name, value, failures);
            if (!value.equals(newer)) {
                failures.add(name + "added fields matter");
            }
            return failures;
        } catch (RuntimeException refused) {
            return List.of(name + refused);
        }
    }

    /** The value with a field in each object that no release knows. */
    private static JsonNode grown(JsonNode value) {
        JsonNode copy = value.deepCopy();
        grow(copy);
        return copy;
    }

    private static void grow(JsonNode value) {
        value.forEach(ConsumedEvents::grow);
        if (value instanceof ObjectNode object) {
            object.putObject("addedByALaterRelease").put("mood", "merry");
        }
    }

    private static void missing(String path, Object value, List<String> failures) {
        if (value instanceof List<?> list) {
            list.forEach(item -> missing(path + "/*", item, failures));
        } else if (value instanceof Record) {
            for (var component : value.getClass().getRecordComponents()) {
                missing(path, value, component, failures);
            }
        }
    }

    private static void missing(
            String path, Object value, RecordComponent component, List<String> failures) {
        var place = path + "/" + component.getName();
        var part = valueOf(value, component);
        if (part != null) {
            missing(place, part, failures);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            failures.add(place + " is missing");
        }
    }

    private static @Nullable Object valueOf(Object value, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(value);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
