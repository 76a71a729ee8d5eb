package dev.souk.cluster.events;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Event;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The JSON schemas of event bodies, class path resources {@code schema/<type>.v<schema>.json}. An
 * event is checked where it is written, so that no consumer meets one that breaks its schema.
 */
final class EventSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaRegistryConfig(
                                    SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .locale(Locale.ENGLISH)
                                            .build()));

    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    static String path(String type, int schema) {
        return "schema/" + type + ".v" + schema + ".json";
    }

    /**
     * Fails where a body is not what its schema says.
     *
     * @throws IllegalArgumentException if it breaks the schema, or there is none: a defect
     */
    void check(Event<?> event, Buffer body) {
        var path = path(event.type(), event.schema());
        var wrong = compiled.computeIfAbsent(path, EventSchemas::load).validate(Json.tree(body));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("%s: %s".formatted(path, wrong.getFirst()));
        }
    }

    private static Schema load(String path) {
        try (var resource = EventSchemas.class.getClassLoader().getResourceAsStream(path)) {
            if (resource == null) {
                throw new IllegalArgumentException("there is no schema " + path);
            }
            var schema = REGISTRY.getSchema(Json.tree(resource.readAllBytes()));
            schema.initializeValidators();
            return schema;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
