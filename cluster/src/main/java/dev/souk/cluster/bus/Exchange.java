package dev.souk.cluster.bus;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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

    /** Begins with the nodes that may take the call, at least one. */
    Future<RawReply> run(List<Peer> candidates) {
        var first = begin(candidates);
        return call.mayHedge() && candidates.size() > 1 && !first.isComplete()
                ? hedged(first)
                : first;
    }

    /** Lets a second node join when half of the time has passed. */
    private Future<RawReply> hedged(Future<RawReply> first) {
        var hedge = new Hedge(first);
        var half = Math.max(1, call.deadline().left().toMillis() / 2);
        var timer =
                vertx.setTimer(half, id -> context.runOnContext(now -> joinBySecond(first, hedge)));
        return hedge.answer().andThen(done -> vertx.cancelTimer(timer));
    }

    private void joinBySecond(Future<RawReply> first, Hedge hedge) {
        if (first.isComplete()) {
            return;
        }
        client.peers()
                .choose(client.peers().candidates(call, tried), call.held())
                .filter(peer -> client.mayHedge(call))
                .ifPresent(
                        peer -> {
                            tried.add(peer.nodeId());
                            hedge.with(send(peer));
                        });
    }

    private Future<RawReply> begin(List<Peer> candidates) {
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
        var pending = new PendingCall(peer.nextNumber(), context, call, client.clock().nanos());
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
                .map(pause -> runAfter(pause, failure))
                .orElseGet(() -> Future.failedFuture(Attempts.last(failure)));
    }

    private Future<RawReply> runAfter(Duration pause, ServiceFailure failure) {
        client.retried(call);
        if (pause.toMillis() == 0) {
            return runAgain(failure);
        }
        var later = Promise.<Void>promise();
        vertx.setTimer(pause.toMillis(), id -> context.runOnContext(now -> later.complete()));
        return later.future().compose(now -> runAgain(failure));
    }

    private Future<RawReply> runAgain(ServiceFailure failure) {
        var candidates = client.peers().candidates(call, tried);
        return candidates.isEmpty() || call.deadline().isOver()
                ? Future.failedFuture(Attempts.last(failure))
                : begin(candidates);
    }
}
