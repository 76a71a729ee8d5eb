package dev.souk.order;

import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisRevocations;
import dev.souk.cluster.security.Revocations;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.FindOrders;
import dev.souk.order.app.FollowOrders;
import dev.souk.order.app.OrderWatch;
import dev.souk.order.app.ReadTimeline;
import dev.souk.order.app.RebuildProjection;
import dev.souk.order.bus.MessagesOverBus;
import dev.souk.order.bus.OrderStreams;
import dev.souk.order.bus.ProjectionResources;
import dev.souk.order.bus.TimelineResources;
import dev.souk.order.store.PgRecords;
import dev.souk.order.store.PgStores;

import io.vertx.core.Future;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * What tells how orders came to be what they are: their timelines and streams, and the rebuild of
 * what queries read.
 */
final class OrderRecorder {

    private static final Duration FORGET_EVERY = Duration.ofMinutes(10);

    private final ServiceRuntime runtime;
    private final PgRecords records;
    private final Revocations revocations;
    private final FollowOrders follow;
    private final RebuildProjection rebuild;
    private final ReadTimeline timeline;

    OrderRecorder(
            ServiceRuntime runtime,
            PgRecords records,
            PgStores stores,
            Redis redis,
            InstantSource clock) {
        this.runtime = runtime;
        this.records = records;
        this.timeline =
                new ReadTimeline(
                        stores.orders(),
                        records.timeline(),
                        new MessagesOverBus(runtime.services()),
                        clock);
        this.rebuild = new RebuildProjection(records.projection(), this::pause);
        this.revocations = new Revocations(new RedisRevocations(redis), clock);
        this.follow =
                new FollowOrders(
                        records.changes(),
                        new FindOrders(stores.orders())::find,
                        clock,
                        runtime.random(),
                        revocations::isRevoked,
                        runtime.settings().get(OrderConfig.STREAMS));
    }

    Operations addTo(Operations operations) {
        var withStreams = new OrderStreams(follow).addTo(operations);
        var withTimeline = new TimelineResources(timeline, runtime.cursors()).addTo(withStreams);
        return new ProjectionResources(rebuild).addTo(withTimeline);
    }

    /** Begins what is done again and again; to be called once the node serves. */
    void keepGoing(OrderWatch watch) {
        watch.onChange(follow::changed);
        var _ = revocations.onRevoked(follow::endSession);
        var timers = runtime.timers();
        timers.every(Revocations.PERIOD, revocations::refresh);
        timers.every(FollowOrders.TICK, follow::tick);
        timers.every(FORGET_EVERY, records.changes()::forgetOld);
        timers.every(FORGET_EVERY, records.projection()::failAbandoned);
        runtime.onDrain(this::leave);
    }

    private Future<Void> leave() {
        follow.leave();
        return rebuild.leave();
    }

    private Future<Void> pause(Duration time) {
        return runtime.vertx().timer(time.toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
    }
}
