package dev.souk.cluster.bus;

import dev.souk.contract.Reason;

import io.vertx.core.MultiMap;

/** The names of the bus' own headers, and the size that a body may have. */
final class Wire {

    static final int LARGEST_BODY = 256 * 1024;

    static final String ENDPOINT = "endpoint";
    static final String DEADLINE = "deadline";
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

    static boolean isUntouched(MultiMap headers) {
        var status = headers.get(STATUS);
        return Reason.DRAINING.name().equals(status) || Reason.OVERLOADED.name().equals(status);
    }
}
