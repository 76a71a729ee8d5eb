package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.json.Json;
import dev.souk.contract.Principal;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.buffer.Buffer;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One request to an operation, after its fragment's checks passed: roles, types, sizes, parameters,
 * required headers and the body's schema. Belongs to one event loop.
 */
public final class Call {

    private static final int DEFAULT_LIMIT = 20;

    private final Operation operation;
    private final Incoming incoming;
    private final CallContext context;
    private final @Nullable JsonNode json;

    Call(Operation operation, Incoming incoming, CallContext context, @Nullable JsonNode json) {
        this.operation = operation;
        this.incoming = incoming;
        this.context = context;
        this.json = json;
    }

    /** Who asks; anonymous only where the operation is open to anyone. */
    public Principal principal() {
        return context.principal();
    }

    /** The deadline, priority and origin, to be passed on with every call made for this one. */
    public CallContext context() {
        return context;
    }

    /** The operation that is called. */
    public Operation operation() {
        return operation;
    }

    /** Path and query. */
    public Target target() {
        return incoming.target();
    }

    /** A parameter of the path, decoded. */
    public String path(String name) {
        var value = incoming.path().get(name);
        if (value == null) {
            throw new IllegalArgumentException(operation.path() + " has no parameter " + name);
        }
        return value;
    }

    /**
     * A parameter of the path that is an id.
     *
     * @throws ServiceFailure {@code NOT_FOUND} if it is no UUID: there can't be such a thing
     */
    public UUID pathId(String name) {
        return uuid(path(name)).orElseThrow(() -> ServiceFailure.notFound("resource"));
    }

    /** A parameter of the query, decoded; the first if it stands twice. */
    public Optional<String> query(String name) {
        return incoming.target().parameter(name).filter(value -> !value.isEmpty());
    }

    /** A parameter of the query that is a list with commas; empty if it is absent. */
    public List<String> queryList(String name) {
        return query(name).map(list -> Arrays.asList(list.split(",", -1))).orElse(List.of());
    }

    /** How many items a page may hold. */
    public int limit() {
        return query("limit").map(Integer::parseInt).orElse(DEFAULT_LIMIT);
    }

    /** The cursor of the page asked for; empty for the first. */
    public Optional<String> cursor() {
        return query("cursor");
    }

    /** A header's value. */
    public Optional<String> header(String name) {
        return incoming.header(name);
    }

    /**
     * The body as a value of the given type.
     *
     * @throws ServiceFailure {@code INVALID} if it passed the schema and still doesn't fit
     */
    public <T> T body(Class<T> type) {
        return Json.convert(json(), type);
    }

    /** The body as a JSON value; of a form, an object of its fields. */
    public JsonNode json() {
        return json == null ? Json.mapper().missingNode() : json;
    }

    /** The body's bytes, as they came. */
    public Buffer rawBody() {
        return incoming.body();
    }

    /**
     * The version that {@code If-Match} names; empty if there is none, or {@code *}.
     *
     * @throws ServiceFailure {@code STALE} if it is no entity tag that this service ever gave
     */
    public OptionalLong ifMatch() {
        return header("if-match").map(EntityTags::version).orElse(OptionalLong.empty());
    }

    /** The {@code Idempotency-Key}, without the quotes around it. */
    public Optional<String> idempotencyKey() {
        return header("idempotency-key").map(IdempotencyKeys::parse);
    }

    /** How long the caller is willing to wait for the end of the work ({@code Prefer: wait=N}). */
    public Duration preferredWait() {
        return Preference.wait(incoming.headers().getAll("prefer"));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
