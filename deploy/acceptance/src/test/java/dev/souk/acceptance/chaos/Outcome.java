package dev.souk.acceptance.chaos;

import java.time.Duration;
import java.time.Instant;

/**
 * How one request ended.
 *
 * @param call what was asked, as in {@code GET product}
 * @param repeatable whether the platform may send it twice: a read, or a write with a key
 * @param status the answer's status; 0 where the connection broke before one came
 * @param detail the problem's code, or the failure's text
 * @param at when it was sent
 * @param took until it ended
 */
record Outcome(
        String call, boolean repeatable, int status, String detail, Instant at, Duration took) {

    /** What the detail of a 503 ends with that didn't say when to come back. */
    static final String WITHOUT_WAIT = " without Retry-After";

    boolean isCut() {
        return status == 0;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isFault() {
        return status >= 500;
    }

    boolean isProblem() {
        return status >= 400 && !detail.isEmpty() && !detail.endsWith(WITHOUT_WAIT);
    }
}
