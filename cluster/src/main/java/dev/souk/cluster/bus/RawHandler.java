package dev.souk.cluster.bus;

import io.vertx.core.Future;

/** Answers raw requests. What it fails with reaches the caller as a {@code ServiceFailure}. */
@FunctionalInterface
public interface RawHandler {

    Future<RawReply> handle(RawCall call);
}
