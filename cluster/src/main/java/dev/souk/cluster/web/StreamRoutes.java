package dev.souk.cluster.web;

import dev.souk.cluster.security.ServiceTokens;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.function.BiConsumer;

/** Mounts the streamed operations of a service on its node's private HTTP port. */
final class StreamRoutes {

    private final Router router;
    private final ServiceTokens identity;

    StreamRoutes(Router router, ServiceTokens identity) {
        this.router = router;
        this.identity = identity;
    }

    void mount(Operation operation, RequestCheck check, BiConsumer<Call, RoutingContext> handler) {
        var path = StreamForm.ROOT + operation.path().replace("{", ":").replace("}", "");
        router.route(HttpMethod.valueOf(operation.method()), path)
                .handler(request -> handle(request, check, handler));
    }

    private void handle(
            RoutingContext request, RequestCheck check, BiConsumer<Call, RoutingContext> handler) {
        try {
            var headers = request.request().headers();
            var context = StreamForm.context(identity, headers);
            var path = request.normalizedPath().substring(StreamForm.ROOT.length());
            var target = Target.of(StreamForm.base(headers), path, request.request().query());
            var incoming = new Incoming(target, request.pathParams(), headers, Buffer.buffer(0));
            handler.accept(check.admitStream(incoming, context), request);
        } catch (RuntimeException failure) {
            StreamRefusal.answer(request, failure);
        }
    }
}
