package dev.souk.cluster.bus;

import dev.souk.contract.Reason;

import io.vertx.core.MultiMap;

import java.time.Duration;
import java.util.Optional;

/** The names of the bus' own headers, and the size that a body may have. */
final class Wire {

    static final int LARGEST_BODY = 256 * 1024;

    static final String ENDPOINT = "endpoint";
    static final String DEADLINE = "deadline";
    static final String HOLD = "hold";
    static final String CALLER = "caller";
    static final String SUBJECT = "subject";
    static final String SESSION = "session";
    static final String ROLES = "roles";
    static final String PRIORITY = "priority";
    static final String ADDRESS = "address";
    static final String REQUEST_ID = "request-id";
    static final String STATUS = "status";
    static final String HTTP_STATUS = "http-status";
    static final String OK = "ok";
    static final String PING = "ping";

    private Wire() {}

    static String address(String service, String nodeId) {
        return service + "." + nodeId;
    }

    /** Why there is no reply; empty if there is one. */
    static Optional<Reason> reason(MultiMap headers) {
        var status = headers.get(STATUS);
        if (status == null || status.equals(OK)) {
            return Optional.empty();
        }
        for (var reason : Reason.values()) {
            if (reason.name().equals(status)) {
                return Optional.of(reason);
            }
        }
        // A newer callee may know more reasons than we do.
        return Optional.of(Reason.INTERNAL);
    }

    static Optional<Duration> millis(MultiMap headers, String name) {
        var text = headers.get(name);
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis(Long.parseLong(text)));
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }
}
