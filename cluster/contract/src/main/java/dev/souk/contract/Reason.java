package dev.souk.contract;

/**
 * Why a request was not done: a closed list, so that every door can map each reason to its own
 * status.
 */
public enum Reason {
    /** The request breaks the schema. */
    INVALID(400, "invalid-request"),
    /** Nobody is known to have sent it. */
    UNAUTHENTICATED(401, "unauthenticated"),
    /** The caller is known and may not. */
    FORBIDDEN(403, "forbidden"),
    /** It is not there, or not the caller's. */
    NOT_FOUND(404, "not-found"),
    /** The thing is there, and has no such operation. */
    METHOD_NOT_ALLOWED(405, "method-not-allowed"),
    /** No form of the answer is one that the caller takes. */
    NOT_ACCEPTABLE(406, "not-acceptable"),
    /** The request took too long to arrive. */
    REQUEST_TIMEOUT(408, "request-timeout"),
    /** The state of the thing forbids it. */
    CONFLICT(409, "conflict"),
    /** The thing was there and is no more. */
    GONE(410, "gone"),
    /** The caller's version is not the current one. */
    STALE(412, "stale-version"),
    /** The body is larger than the operation takes. */
    TOO_LARGE(413, "payload-too-large"),
    /** The body is of a type that the operation does not read. */
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type"),
    /** Well-formed, and refused by a rule of the business. */
    REFUSED(422, "refused"),
    /** A header that the operation needs is missing. */
    PRECONDITION_REQUIRED(428, "if-match-required"),
    /** The caller's quota is used up. */
    QUOTA(429, "quota-exceeded"),
    /** Something that the answer needs is away. A fault. */
    UNAVAILABLE(503, "service-unavailable"),
    /** Too much is under way here; not begun. */
    OVERLOADED(503, "temporary-reduced-capacity"),
    /** This node is leaving and has not begun; another node will do it. */
    DRAINING(503, "service-unavailable"),
    /** The time was up before the outcome was known. A fault. */
    DEADLINE_EXCEEDED(504, "deadline-exceeded"),
    /** A defect. A fault. */
    INTERNAL(500, "internal");

    private final int status;
    private final String code;

    Reason(int status, String code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status that says the same. */
    public int status() {
        return status;
    }

    /** The stable code of a failure that names no narrower one. */
    public String code() {
        return code;
    }

    /** Whether the callee, not the request, is to blame; only faults trip breakers and alerts. */
    public boolean isFault() {
        return this == UNAVAILABLE || this == DEADLINE_EXCEEDED || this == INTERNAL;
    }

    /** Whether the callee surely did not begin, so that even a command may go to another node. */
    public boolean isUntouched() {
        return this == DRAINING || this == OVERLOADED;
    }
}
