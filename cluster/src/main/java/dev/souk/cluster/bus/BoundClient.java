package dev.souk.cluster.bus;

import dev.souk.cluster.security.ServiceTokens;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

/** The client of one service, which calls in its name. */
record BoundClient(BusClient.Parts parts, ServiceTokens identity) implements ServiceClient {

    @Override
    public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
        return Future.failedFuture(ServiceFailure.of(Reason.UNAVAILABLE, "Not connected"));
    }

    @Override
    public Future<RawReply> exchange(RawRequest request, CallContext context) {
        return Future.failedFuture(ServiceFailure.of(Reason.UNAVAILABLE, "Not connected"));
    }
}
