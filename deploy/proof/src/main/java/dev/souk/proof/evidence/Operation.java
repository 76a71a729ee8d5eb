package dev.souk.proof.evidence;

/**
 * A call of a client, from its point of view: what it sent and what it was told. A fault is one,
 * too: its client is {@link #FAULTS}.
 *
 * @param call what it was, as in {@code place}
 * @param invoked when it was sent, in microseconds since the run began
 * @param completed when the client was told; {@link #NEVER} where it wasn't
 * @param asked what was sent
 * @param told what came back
 */
public record Operation(
        long id,
        String client,
        String call,
        long invoked,
        long completed,
        Outcome outcome,
        Row asked,
        Row told) {

    public static final long NEVER = Long.MAX_VALUE;

    /** Who makes the faults. */
    public static final String FAULTS = "faults";

    public boolean is(String name) {
        return call.equals(name);
    }

    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    public boolean isRefused() {
        return outcome == Outcome.REFUSED;
    }

    public boolean isUnknown() {
        return outcome == Outcome.UNKNOWN;
    }

    /** Whether it was a fault and no call. */
    public boolean isFault() {
        return client.equals(FAULTS);
    }

    /** The HTTP status; 0 where there was no answer. */
    public int status() {
        return (int) told.number("status");
    }
}
