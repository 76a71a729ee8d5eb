package dev.souk.cluster.bus;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Carries one call through its attempts. On one context, from begin to end. */
final class Exchange {

    private final BusClient client;
    private final Vertx vertx;
    private final Outbound call;
    private final Context context;
    private final Set<String> tried = new HashSet<>();
    private int made;

    Exchange(BusClient client, Vertx vertx, Outbound call) {
        this.client = client;
        this.vertx = vertx;
        this.call = call;
        this.context = vertx.getOrCreateContext();
    }

    Future<RawReply> run() {
        if (call.deadline().isOver()) {
            return Future.failedFuture(Replies.late());
        }
        var candidates = client.peers().candidates(call, tried);
        if (candidates.isEmpty()) {
            return Future.failedFuture(Replies.nobody(call.service()));
        }
        return client.peers()
                .choose(candidates, call.held())
                .map(this::attempt)
                .orElseGet(() -> Future.failedFuture(Replies.full()));
    }

    private Future<RawReply> attempt(Peer peer) {
        made++;
        tried.add(peer.nodeId());
        return send(peer).recover(cause -> again(Replies.translate(cause)));
    }

    private Future<RawReply> send(Peer peer) {
        var pending = new PendingCall(context, call.held(), client.clock().nanos());
        peer.begin(pending);
        pending.complete(
                vertx.eventBus().<Buffer>request(peer.address(), call.body(), call.delivery()));
        return pending.answer()
                .andThen(
                        done -> {
                            peer.end(pending);
                            if (done.succeeded()) {
                                peer.heard();
                            }
                        })
                .compose(message -> Replies.read(message, peer.nodeId()))
                .andThen(done -> client.attempted(pending, peer, done));
    }

    private Future<RawReply> again(ServiceFailure failure) {
        var others = !client.peers().candidates(call, tried).isEmpty();
        return client.attempts()
                .next(call, failure, made, others)
                .map(this::runAfter)
                .orElseGet(() -> Future.failedFuture(Attempts.last(failure)));
    }

    private Future<RawReply> runAfter(Duration pause) {
        client.retried(call);
        if (pause.toMillis() == 0) {
            return run();
        }
        var later = Promise.<Void>promise();
        vertx.setTimer(pause.toMillis(), id -> context.runOnContext(now -> later.complete()));
        return later.future().compose(now -> run());
    }
}
