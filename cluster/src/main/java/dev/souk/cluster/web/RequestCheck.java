package dev.souk.cluster.web;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.cluster.bus.CallContext;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a fragment demands of a request to one operation, in the order in which the contract
 * promises the refusals: who, how large, what type, which headers, which parameters, which body.
 */
final class RequestCheck {

    private final Operation operation;
    private final List<Parameter> parameters;
    private final BodyCheck body;

    private RequestCheck(Operation operation, List<Parameter> parameters, BodyCheck body) {
        this.operation = operation;
        this.parameters = List.copyOf(parameters);
        this.body = body;
    }

    static RequestCheck compile(Fragment fragment, Operation operation) {
        var document = fragment.document();
        var schemas = new Schemas(fragment.components());
        var parameters = new ArrayList<Parameter>();
        gather(fragment.path(operation).path("parameters"), document, schemas, parameters);
        gather(fragment.node(operation).path("parameters"), document, schemas, parameters);
        var requestBody = fragment.node(operation).path("requestBody");
        return new RequestCheck(operation, parameters, BodyCheck.compile(requestBody, schemas));
    }

    private static void gather(
            JsonNode list, JsonNode document, Schemas schemas, List<Parameter> parameters) {
        for (var declared : list) {
            var node = Parameter.resolved(declared, document);
            var place = node.path("in").asText();
            if (place.equals("path") || place.equals("query")) {
                parameters.add(Parameter.compile(node, document, schemas));
            }
        }
    }

    /** Checks all. */
    Call check(Incoming incoming, CallContext context) {
        checkPrincipal(context.principal());
        checkSize(incoming);
        MediaTypes.check(
                operation,
                incoming.body().length() > 0,
                incoming.headers().get("content-type"),
                incoming.headers().get("accept"));
        checkRequirements(incoming);
        checkParameters(incoming);
        checkKey(incoming);
        return new Call(operation, incoming, context, body.check(incoming));
    }

    /** Checks who asks and the parameters, for a request whose body was checked before. */
    Call admit(Incoming incoming, CallContext context) {
        checkPrincipal(context.principal());
        checkParameters(incoming);
        return new Call(operation, incoming, context, null);
    }

    /** Checks all but the body, which the handler reads as it comes. */
    Call admitStream(Incoming incoming, CallContext context) {
        checkPrincipal(context.principal());
        MediaTypes.check(
                operation,
                incoming.headers().contains("content-type"),
                incoming.headers().get("content-type"),
                incoming.headers().get("accept"));
        checkRequirements(incoming);
        checkParameters(incoming);
        return new Call(operation, incoming, context, null);
    }

    private void checkPrincipal(Principal principal) {
        if (operation.access().admits(principal)) {
            return;
        }
        throw principal.isAnonymous()
                ? ServiceFailure.of(Reason.UNAUTHENTICATED, "Sign in first")
                : ServiceFailure.of(Reason.FORBIDDEN, "Your roles don't allow this");
    }

    private void checkSize(Incoming incoming) {
        if (incoming.body().length() > operation.maxBody()) {
            throw ServiceFailure.of(
                    Reason.TOO_LARGE, "The body is larger than " + operation.maxBody() + " bytes");
        }
    }

    private void checkRequirements(Incoming incoming) {
        for (var requirement : operation.requires()) {
            var missing =
                    switch (requirement) {
                        case IDEMPOTENCY_KEY -> incoming.header("idempotency-key").isEmpty();
                        case IF_MATCH -> incoming.header("if-match").isEmpty();
                    };
            if (missing) {
                throw missing(requirement);
            }
        }
    }

    private static ServiceFailure missing(Operation.Requirement requirement) {
        return switch (requirement) {
            case IDEMPOTENCY_KEY ->
                    ServiceFailure.of(
                            Reason.PRECONDITION_REQUIRED,
                            "idempotency-key-required",
                            "Send an Idempotency-Key, so that a repeat changes nothing");
            case IF_MATCH ->
                    ServiceFailure.of(
                            Reason.PRECONDITION_REQUIRED,
                            "if-match-required",
                            "Send If-Match with the ETag that you saw");
        };
    }

    private void checkParameters(Incoming incoming) {
        var wrong = new ArrayList<Violation>();
        for (var parameter : parameters) {
            if (parameter.in().equals("path")) {
                checkPath(parameter, incoming);
            } else {
                var values = incoming.target().query().get(parameter.name());
                wrong.addAll(parameter.violations(values == null ? List.of() : values));
            }
        }
        if (!wrong.isEmpty()) {
            throw ServiceFailure.invalid("invalid-request", wrong);
        }
    }

    /** A path whose parameter can't be is a path that isn't there. */
    private static void checkPath(Parameter parameter, Incoming incoming) {
        var value = incoming.path().get(parameter.name());
        if (value == null || !parameter.violations(List.of(value)).isEmpty()) {
            throw ServiceFailure.notFound("resource");
        }
    }

    private void checkKey(Incoming incoming) {
        if (operation.honoursKey()) {
            incoming.header("idempotency-key").ifPresent(RequestCheck::readKey);
        }
    }

    private static void readKey(String header) {
        if (IdempotencyKeys.parse(header).isEmpty()) {
            throw new IllegalStateException("a key is never empty");
        }
    }
}
