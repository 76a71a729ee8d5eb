package dev.souk.gateway.http;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.web.Fragment;
import dev.souk.contract.Endpoint;
import dev.souk.gateway.route.Routes;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One node of the service {@code notes}, in memory: it answers with what it was sent. */
final class FakeServices implements ServiceClient, Directory {

    final List<RawRequest> received = new CopyOnWriteArrayList<>();
    volatile List<Instance> nodes = List.of(Routes.node("n1", "1.0.0", Routes.NOTES));

    @Override
    public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
        return Future.failedFuture(new UnsupportedOperationException(endpoint.name()));
    }

    @Override
    public Future<RawReply> exchange(RawRequest request, CallContext context) {
        var headers = MultiMap.caseInsensitiveMultiMap().add("h-content-type", "text/plain");
        if (request.endpoint().equals(Fragment.GET)) {
            var json = Buffer.buffer(Routes.NOTES.json());
            return Future.succeededFuture(new RawReply(200, headers, json, "n1"));
        }
        received.add(request);
        var said = Buffer.buffer(request.endpoint() + ":").appendBuffer(request.body());
        return Future.succeededFuture(new RawReply(200, headers, said, "n1"));
    }

    @Override
    public List<Instance> instances(String service) {
        return nodes.stream().filter(node -> node.service().equals(service)).toList();
    }

    @Override
    public List<Instance> all() {
        return nodes;
    }

    @Override
    public boolean isSilent(String nodeId) {
        return false;
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return () -> {};
    }
}
