package dev.souk.cluster.bus;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A raw request as the callee sees it.
 *
 * @param endpoint the operation's id
 * @param headers as the caller set them, beside the bus' own
 * @param body as it came
 * @param context its principal is proved by the caller's service token, its deadline is running
 */
public record RawCall(String endpoint, MultiMap headers, Buffer body, CallContext context) {}
