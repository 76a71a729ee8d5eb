package dev.souk.cluster.web;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.bus.Priority;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.MultiMap;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The headers by which a door tells a node's private HTTP port on whose behalf a stream is asked
 * for. They count only beside a service token, and no client's header of these names gets through a
 * door.
 */
public final class StreamForm {

    /** What every header begins with. */
    public static final String PREFIX = "x-souk-";

    /** Where the private routes of streams begin. */
    public static final String ROOT = "/stream";

    private static final String CALLER = PREFIX + "caller";
    private static final String SUBJECT = PREFIX + "subject";
    private static final String SESSION = PREFIX + "session";
    private static final String ROLES = PREFIX + "roles";
    private static final String ADDRESS = PREFIX + "address";
    private static final String REQUEST_ID = PREFIX + "request-id";
    private static final String BASE = PREFIX + "base";

    /** A stream has no total deadline; what it asks others for has. */
    private static final Duration LONG = Duration.ofDays(1);

    private StreamForm() {}

    /** The headers of a request to a node of the service. */
    public static MultiMap headers(
            ServiceTokens identity, String service, CallContext context, String base) {
        var principal = context.principal();
        return MultiMap.caseInsensitiveMultiMap()
                .set(CALLER, identity.mint(service))
                .set(SUBJECT, principal.subject())
                .set(SESSION, principal.session())
                .set(ROLES, String.join(",", principal.roles()))
                .set(ADDRESS, context.clientAddress())
                .set(REQUEST_ID, context.requestId())
                .set(BASE, base);
    }

    /**
     * The context that the headers state.
     *
     * @throws ServiceFailure {@code FORBIDDEN} if no service proves it
     */
    static CallContext context(ServiceTokens identity, MultiMap headers) {
        var caller =
                Optional.ofNullable(headers.get(CALLER))
                        .flatMap(identity::verify)
                        .orElseThrow(
                                () -> ServiceFailure.of(Reason.FORBIDDEN, "For services only"));
        return new CallContext(
                principal(headers),
                Deadline.in(LONG),
                Priority.NORMAL,
                text(headers, ADDRESS),
                text(headers, REQUEST_ID),
                Optional.of(caller));
    }

    static String base(MultiMap headers) {
        return text(headers, BASE);
    }

    private static Principal principal(MultiMap headers) {
        var subject = text(headers, SUBJECT);
        if (subject.isEmpty()) {
            return Principal.ANONYMOUS;
        }
        var roles = text(headers, ROLES);
        var names = roles.isEmpty() ? Set.<String>of() : Set.of(roles.split(",", -1));
        return new Principal(subject, text(headers, SESSION), names);
    }

    private static String text(MultiMap headers, String name) {
        var value = headers.get(name);
        return value == null ? "" : value;
    }
}
