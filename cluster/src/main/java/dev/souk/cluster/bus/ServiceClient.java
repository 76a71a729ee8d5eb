package dev.souk.cluster.bus;

import dev.souk.contract.Endpoint;

import io.vertx.core.Future;

/**
 * Calls other services. Each call ends by its deadline, with the reply or with a {@link
 * dev.souk.contract.ServiceFailure}, and with nothing else; futures complete on the caller's
 * context. Safe for use by several threads.
 */
public interface ServiceClient {

    /**
     * Calls a typed endpoint at a node of its service. The deadline is the context's, or the
     * endpoint's if that is earlier. A fault of a repeatable endpoint is tried again at another
     * node, while the budget of retries and the deadline allow it; a query that has waited for half
     * of its time is asked of a second node too.
     */
    <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context);

    /**
     * Passes bytes through, untouched. An answer of any HTTP status is a reply; only what never
     * became one fails.
     */
    Future<RawReply> exchange(RawRequest request, CallContext context);
}
