package dev.souk.cluster.bus;

import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.telemetry.Telemetry;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/**
 * The answering side of one service at one node: one consumer at {@code <service>.<nodeId>}, for
 * its typed endpoints and its raw operations. Handlers run on the context that opened it.
 */
public final class BusServer {

    private static final Logger LOG = LoggerFactory.getLogger(BusServer.class);

    private final Vertx vertx;
    private final String nodeId;
    private final ServiceTokens tokens;
    private final ServerLoad load = new ServerLoad();
    private @Nullable MessageConsumer<Buffer> consumer;

    /**
     * @param tokens of the service that answers; proves the callers
     */
    public BusServer(Vertx vertx, String nodeId, ServiceTokens tokens) {
        this.vertx = vertx;
        this.nodeId = nodeId;
        this.tokens = tokens;
    }

    /** Begins to answer; done when the cluster knows the address. Called once. */
    public Future<Void> open(Endpoints endpoints, Map<String, RawHandler> operations) {
        var dispatch = new Dispatch(new Callers(tokens), endpoints, operations);
        var address = Wire.address(endpoints.service(), nodeId);
        var opened =
                vertx.eventBus().<Buffer>consumer(address, message -> receive(dispatch, message));
        consumer = opened;
        return opened.completion();
    }

    /** How many requests are being answered now, held ones too. */
    public int inFlight() {
        return load.inFlight();
    }

    /**
     * From now on refuses what comes with {@code DRAINING}, which callers take to another node, and
     * hands those back that were held on purpose. What else is under way goes on. Idempotent.
     *
     * @return done when nothing is under way any more
     */
    public Future<Void> drain() {
        return load.drain();
    }

    /** Leaves the bus. What is still under way finds no reader. Idempotent. */
    public Future<Void> close() {
        var opened = consumer;
        consumer = null;
        return opened == null ? Future.succeededFuture() : opened.unregister();
    }

    private void receive(Dispatch dispatch, Message<Buffer> message) {
        var request = new Incoming(message);
        if (request.is(Wire.PING)) {
            request.reply(RawReply.of(200, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer()));
        } else if (load.isDraining()) {
            request.handBack();
        } else if (!load.hasRoom(request.held())) {
            request.reply(Replies.full());
        } else {
            load.begin(request);
            if (Telemetry.isSampled()) {
                LOG.atInfo()
                        .addKeyValue("endpoint", message.headers().get(Wire.ENDPOINT))
                        .log("called");
            }
            dispatch.answer(message.headers(), message.body())
                    .onComplete(reply -> end(request, reply), failure -> fail(request, failure));
        }
    }

    private void end(Incoming request, RawReply reply) {
        if (reply.body().length() > Wire.LARGEST_BODY) {
            fail(request, new IllegalStateException("the answer is larger than 256 KiB"));
        } else {
            request.reply(reply);
            load.end(request);
        }
    }

    private void fail(Incoming request, Throwable failure) {
        request.reply(failure instanceof ServiceFailure known ? known : defect(request, failure));
        load.end(request);
    }

    /** The caller learns that there is one; what it is stays in the log. */
    private static ServiceFailure defect(Incoming request, Throwable failure) {
        LOG.atError()
                .addKeyValue("endpoint", request.message().headers().get(Wire.ENDPOINT))
                .setCause(failure)
                .log("a handler failed");
        return ServiceFailure.of(Reason.INTERNAL, "Something went wrong");
    }
}
