package dev.souk.order.store;

import dev.souk.order.app.Tracing;

import org.jspecify.annotations.Nullable;

/**
 * The node that writes.
 *
 * @param nodeId under which it claims sagas; another after the node has rebuilt itself
 * @param name how people call it, as in {@code order-1}
 * @param tracing tells in which trace it writes
 * @param snapshotEvery how many events of an order lie between two snapshots
 */
public record Author(String nodeId, String name, Tracing tracing, int snapshotEvery) {

    private static final int TRACE_ID_BEGINS = 3;
    private static final int TRACE_ID_ENDS = 35;

    /** The id of the current trace; null where there is none. */
    @Nullable String traceId() {
        var traceparent = tracing.current();
        return traceparent.isEmpty() ? null : traceparent.substring(TRACE_ID_BEGINS, TRACE_ID_ENDS);
    }
}
