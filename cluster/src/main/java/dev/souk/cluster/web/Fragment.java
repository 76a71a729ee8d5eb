package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.cluster.json.Json;
import dev.souk.contract.Endpoint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A service's part of the HTTP contract: an OpenAPI 3.1 document that stands alone, known by the
 * SHA-256 of its bytes. Immutable.
 */
public final class Fragment {

    /** The endpoint that every service answers with the bytes of its fragment. */
    public static final String GET = "get-fragment";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final ObjectNode document;
    private final byte[] json;
    private final String hash;
    private final List<Operation> operations;

    private Fragment(ObjectNode document, byte[] json) {
        this.document = document;
        this.json = json;
        this.hash = Digests.sha256(json);
        this.operations = List.copyOf(operations(document));
    }

    /**
     * The fragment in a YAML resource of the class path, with what it uses of the common components
     * put in.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong with it
     */
    public static Fragment compile(String resource) {
        var document = FragmentSource.load(resource);
        return new Fragment(document, Json.bytes(document));
    }

    /**
     * A fragment that another node compiled.
     *
     * @throws dev.souk.contract.ServiceFailure if it is no JSON
     * @throws IllegalArgumentException if it is no fragment
     */
    public static Fragment read(byte[] json) {
        if (!(Json.tree(json) instanceof ObjectNode document)) {
            throw new IllegalArgumentException("a fragment is a JSON object");
        }
        return new Fragment(document, json.clone());
    }

    /** The typed form of {@link #GET} at one service; the reply is the document. */
    public static Endpoint<Wanted, JsonNode> endpoint(String service) {
        return Endpoint.query(service, GET, Wanted.class, JsonNode.class);
    }

    /** The request for a fragment. */
    public record Wanted() {}

    /** The bytes that the hash is of. */
    public byte[] json() {
        return json.clone();
    }

    /** Lower-case hexadecimal. */
    public String hash() {
        return hash;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** A copy of the document, for the caller to change. */
    public ObjectNode document() {
        return document.deepCopy();
    }

    /** The fragment's own problem codes: {@code x-problems}, by code. */
    public JsonNode problems() {
        return document.path("x-problems");
    }

    /** The targets that a node asks itself for before it takes calls: {@code x-warm-up}. */
    List<String> warmUps() {
        var targets = new ArrayList<String>();
        document.path("x-warm-up").forEach(target -> targets.add(target.asText()));
        return targets;
    }

    /** The document's part about an operation; nobody may change it. */
    JsonNode node(Operation operation) {
        return path(operation).path(operation.method().toLowerCase(Locale.ROOT));
    }

    /** The document's part about an operation's path. */
    JsonNode path(Operation operation) {
        return document.path("paths").path(operation.path());
    }

    JsonNode components() {
        return document.path("components");
    }

    private static List<Operation> operations(ObjectNode document) {
        var operations = new ArrayList<Operation>();
        var ids = new LinkedHashSet<String>();
        for (var path : document.path("paths").properties()) {
            for (var member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    var method = member.getKey().toUpperCase(Locale.ROOT);
                    var operation = Operation.of(method, path.getKey(), member.getValue());
                    if (!ids.add(operation.id())) {
                        throw new IllegalArgumentException(operation.id() + " stands twice");
                    }
                    operations.add(operation);
                }
            }
        }
        return operations;
    }
}
