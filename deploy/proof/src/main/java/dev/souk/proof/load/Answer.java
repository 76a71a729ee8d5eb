package dev.souk.proof.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Row;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What came back for a request.
 *
 * @param status 0 where nothing came
 * @param replayed whether it is an earlier request's answer
 * @param location of what was made; empty where nothing says
 */
public record Answer(int status, Row body, boolean replayed, String location) {

    /** What names the request and not what was answered. */
    private static final List<String> OF_THE_REQUEST = List.of("traceId", "instance");

    private static final Set<Integer> GATEWAY_FAILURES = Set.of(502, 503, 504);

    private static final int DIGITS = 16;

    /** No answer, and why. */
    static Answer none(Exception why) {
        var said = Map.of("error", why.getClass().getSimpleName());
        return new Answer(0, Row.of(said), false, "");
    }

    public Outcome outcome() {
        return isNone() ? Outcome.UNKNOWN : Outcome.of(status, body.text("code"));
    }

    /** Whether none came. */
    boolean isNone() {
        return status == 0;
    }

    /** Whether the gateway says that it got none from a service. */
    boolean isGatewayFailure() {
        return GATEWAY_FAILURES.contains(status);
    }

    boolean isOk() {
        return outcome() == Outcome.OK;
    }

    /** What is written down of every answer. */
    Map<String, Object> brief() {
        var told = new HashMap<String, Object>(Map.of("status", status));
        for (var name : List.of("code", "error")) {
            if (body.has(name)) {
                told.put(name, body.text(name));
            }
        }
        return told;
    }

    /** The same with the version of what it shows. */
    Map<String, Object> versioned() {
        var told = brief();
        told.put("version", body.number("version"));
        return told;
    }

    /** What is written down of an order, or of the refusal of one. */
    Map<String, Object> order() {
        var told = brief();
        if (isOk()) {
            told.put("orderId", body.text("id"));
            told.put("number", body.text("number"));
            told.put("orderStatus", body.text("status"));
            told.put("version", body.number("version"));
            told.put("total", body.at("total").json());
            told.put("items", items());
        } else if (body.has("orderId")) {
            told.put("orderId", body.text("orderId"));
        }
        return told;
    }

    /** The same with a digest of the whole answer, and whether it was an earlier one's. */
    Map<String, Object> placed() {
        var told = order();
        told.put("digest", digest());
        told.put("replayed", replayed);
        return told;
    }

    private Map<String, Long> items() {
        var items = new TreeMap<String, Long>();
        body.each("items")
                .forEach(item -> items.put(item.text("productId"), item.number("quantity")));
        return items;
    }

    private String digest() {
        var same = body.json().deepCopy();
        if (same instanceof ObjectNode fields) {
            fields.remove(OF_THE_REQUEST);
        }
        try {
            var bytes = same.toString().getBytes(StandardCharsets.UTF_8);
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
