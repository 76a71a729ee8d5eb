package dev.souk.cluster.bus;

import dev.souk.cluster.security.ServiceTokens;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.MultiMap;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads who called from the headers, and believes only what a service token proves: without one
 * there is no caller, and a principal is refused.
 */
final class Callers {

    private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);
    private static final int LONGEST_TEXT = 512;

    private final ServiceTokens tokens;

    Callers(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The context of a call.
     *
     * @throws ServiceFailure {@code FORBIDDEN} if it names a principal and proves no service
     */
    CallContext context(MultiMap headers) {
        var caller = Optional.ofNullable(headers.get(Wire.CALLER)).flatMap(tokens::verify);
        var principal = principal(headers);
        if (!principal.isAnonymous() && caller.isEmpty()) {
            throw forbidden("Only a proven service may speak for a user");
        }
        var left = Wire.millis(headers, Wire.DEADLINE).orElse(DEFAULT_LIMIT);
        return new CallContext(
                principal,
                Deadline.in(left),
                priority(headers),
                text(headers, Wire.ADDRESS),
                text(headers, Wire.REQUEST_ID),
                caller);
    }

    /**
     * Lets those through that an endpoint names; an empty set names everybody.
     *
     * @throws ServiceFailure {@code FORBIDDEN} for the others
     */
    static void check(Set<String> allowed, CallContext context) {
        if (!allowed.isEmpty() && context.callerService().filter(allowed::contains).isEmpty()) {
            throw forbidden("This service may not call it");
        }
    }

    private static Principal principal(MultiMap headers) {
        var subject = text(headers, Wire.SUBJECT);
        if (subject.isEmpty()) {
            return Principal.ANONYMOUS;
        }
        var roles =
                Arrays.stream(text(headers, Wire.ROLES).split(","))
                        .filter(role -> !role.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
        return new Principal(subject, text(headers, Wire.SESSION), roles);
    }

    private static Priority priority(MultiMap headers) {
        var name = text(headers, Wire.PRIORITY);
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.name().equals(name))
                .findFirst()
                .orElse(Priority.NORMAL);
    }

    private static String text(MultiMap headers, String name) {
        var text = headers.get(name);
        return text == null || text.length() > LONGEST_TEXT ? "" : text;
    }

    private static ServiceFailure forbidden(String detail) {
        return ServiceFailure.of(Reason.FORBIDDEN, detail);
    }
}
