package dev.souk.cluster.web;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.ext.web.RoutingContext;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a stream that can't begin is answered: as a problem, like any other operation. */
public final class StreamRefusal {

    private static final Logger LOG = LoggerFactory.getLogger(StreamRefusal.class);

    private StreamRefusal() {}

    /** Answers a request of which nothing has been answered yet. */
    public static void answer(RoutingContext request, Throwable cause) {
        var failure =
                cause instanceof ServiceFailure known
                        ? known
                        : ServiceFailure.of(Reason.INTERNAL, "A defect; it was noted");
        if (failure.reason() == Reason.INTERNAL) {
            LOG.error("a stream could not begin", cause);
        }
        var base = StreamForm.base(request.request().headers());
        var problem = Problem.of(failure, new Problem.Origin(base, pathOf(request), ""));
        var response = request.response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        response.end(problem.body()).onFailure(lost -> LOG.debug("the door is gone", lost));
    }

    private static String pathOf(RoutingContext request) {
        return request.normalizedPath().substring(StreamForm.ROOT.length());
    }
}
