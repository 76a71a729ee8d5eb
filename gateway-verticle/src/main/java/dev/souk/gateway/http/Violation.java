package dev.souk.gateway.http;

/**
 * Why the bytes of a connection are no HTTP that this server takes.
 *
 * @param status the HTTP status that says so
 * @param code the problem's code
 * @param detail a sentence for a person
 */
public record Violation(int status, String code, String detail) {

    static Violation malformed(String detail) {
        return new Violation(400, "malformed-request", detail);
    }

    static Violation tooLarge(String detail) {
        return new Violation(431, "headers-too-large", detail);
    }

    static Violation slow() {
        return new Violation(408, "request-timeout", "The request took too long to arrive");
    }
}
