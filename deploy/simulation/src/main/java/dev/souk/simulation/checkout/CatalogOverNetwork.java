package dev.souk.simulation.checkout;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.contract.Endpoint;
import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Lost;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;

/**
 * The bus as one order node sees it: a call goes to any node of the catalog, and after a loss
 * perhaps once more to any other, as the real one repeats what may be repeated.
 */
final class CatalogOverNetwork implements ServiceClient {

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final List<CatalogNode> catalogs;
    private final Network network;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Node client;

    CatalogOverNetwork(
            List<CatalogNode> catalogs,
            Network network,
            Scheduler scheduler,
            Chance chance,
            Node client) {
        this.catalogs = catalogs;
        this.network = network;
        this.scheduler = scheduler;
        this.chance = chance;
        this.client = client;
    }

    @Override
    public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
        return send(endpoint, request)
                .recover(
                        failure ->
                                failure instanceof Lost && chance.perMille(300)
                                        ? send(endpoint, request)
                                        : Future.failedFuture(failure))
                .recover(CatalogOverNetwork::translated);
    }

    private <Q, R> Future<R> send(Endpoint<Q, R> endpoint, Q request) {
        var catalog = chance.of(catalogs);
        return network.ask(
                client,
                catalog.node(),
                endpoint.name(),
                endpoint.deadline(),
                () -> arrived(catalog, endpoint, request));
    }

    /** What travels of a deadline is the time that is left, so that it begins anew here. */
    private <Q, R> Future<R> arrived(CatalogNode catalog, Endpoint<Q, R> endpoint, Q request) {
        var late = scheduler.nanos() + endpoint.deadline().toNanos();
        return catalog.answer(endpoint, request, () -> scheduler.nanos() < late)
                .map(endpoint.reply()::cast);
    }

    private static <R> Future<R> translated(Throwable failure) {
        return Future.failedFuture(
                failure instanceof Lost
                        ? ServiceFailure.unavailable("No answer", COME_AGAIN)
                        : failure);
    }

    @Override
    public Future<RawReply> exchange(RawRequest request, CallContext context) {
        return Future.failedFuture(new UnsupportedOperationException("nobody passes bytes here"));
    }
}
