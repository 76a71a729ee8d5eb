package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.Breaker;
import dev.souk.contract.Reason;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The answer to a {@link RawRequest}.
 *
 * @param status an HTTP status
 * @param headers as the callee set them, {@code h-<name>} for those of HTTP
 * @param body at most 256 KiB
 * @param nodeId who answered; empty until it was sent
 */
public record RawReply(int status, MultiMap headers, Buffer body, String nodeId)
        implements Breaker.Verdict {

    /** An answer that the bus will put the node's id on. */
    public static RawReply of(int status, MultiMap headers, Buffer body) {
        return new RawReply(status, headers, body, "");
    }

    /** Whether the callee is to blame: 500 and above, unless a reason says that it only shed. */
    @Override
    public boolean isFault() {
        return status >= 500 && Wire.reason(headers).map(Reason::isFault).orElse(true);
    }
}
