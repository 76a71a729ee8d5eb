package dev.souk.local.stripe;

import dev.souk.cluster.json.Json;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operations of Stripe's API that Souk uses, with the parameters that it may give them; {@code
 * StripeDescriptionTest} compares them with the published ones.
 */
record StripeDescription(String version, List<Operation> operations) {

    private static final int LONGEST_KEY = 255;
    private static final String ANY = "[*]";

    /**
     * One operation.
     *
     * @param keyed whether Souk must send a key with it
     * @param fields a pattern for the value of each parameter
     */
    record Operation(
            String name,
            String method,
            String path,
            boolean keyed,
            List<String> required,
            Map<String, String> fields) {

        boolean fits(HttpServerRequest request) {
            return request.method().name().equals(method)
                    && pattern().matcher(request.path()).matches();
        }

        /** The id in the path; empty where there is none. */
        String idIn(String requested) {
            var matcher = pattern().matcher(requested);
            return matcher.matches() && matcher.groupCount() == 1 ? matcher.group(1) : "";
        }

        private Pattern pattern() {
            return Pattern.compile(path.replace("{id}", "((?!search$)[^/]+)"));
        }
    }

    static StripeDescription load() {
        try (InputStream in =
                StripeDescription.class.getResourceAsStream("stripe-operations.json")) {
            return Json.decode(Objects.requireNonNull(in).readAllBytes(), StripeDescription.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Operation> operation(HttpServerRequest request) {
        return operations.stream().filter(each -> each.fits(request)).findFirst();
    }

    /** What is wrong with a request, each a sentence; none if it is as described. */
    List<String> problems(Operation operation, HttpServerRequest request, MultiMap given) {
        var problems = new ArrayList<String>();
        headers(operation, request, problems);
        for (var field : operation.required()) {
            if (!given.contains(field)) {
                problems.add(operation.name() + " lacks " + field);
            }
        }
        for (var name : given.names()) {
            field(operation, name, given.getAll(name), problems);
        }
        return problems;
    }

    private void headers(Operation operation, HttpServerRequest request, List<String> problems) {
        if (!version.equals(request.getHeader("stripe-version"))) {
            problems.add(
                    operation.name() + " is of version " + request.getHeader("stripe-version"));
        }
        var authorization = request.getHeader("authorization");
        if (authorization == null || !authorization.startsWith("Bearer sk_test_")) {
            problems.add(operation.name() + " is not authorized");
        }
        var key = request.getHeader("idempotency-key");
        if (operation.keyed() && (key == null || key.isEmpty() || key.length() > LONGEST_KEY)) {
            problems.add(operation.name() + " has no key");
        }
        var type = request.getHeader("content-type");
        if (operation.method().equals("POST")
                && (type == null || !type.startsWith("application/x-www-form-urlencoded"))) {
            problems.add(operation.name() + " is of type " + type);
        }
    }

    private static void field(
            Operation operation, String name, List<String> values, List<String> problems) {
        var pattern = operation.fields().get(generic(name));
        if (pattern == null) {
            problems.add(operation.name() + " has an unknown " + name);
            return;
        }
        if (values.size() > 1 && !name.endsWith("[]")) {
            problems.add(operation.name() + " has two of " + name);
        }
        values.stream()
                .filter(value -> !value.matches(pattern))
                .forEach(value -> problems.add(operation.name() + " has " + name + "=" + value));
    }

    /** Metadata may have any name of at most 40 characters; the parts of a list may be numbered. */
    private static String generic(String name) {
        return name.matches("metadata\\[[^\\[\\]]{1,40}]")
                ? "metadata" + ANY
                : name.replaceFirst("\\[[0-9]+]$", "[]");
    }
}
