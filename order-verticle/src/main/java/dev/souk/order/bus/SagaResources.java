package dev.souk.order.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.MendSagas;
import dev.souk.order.app.Shopper;
import dev.souk.order.app.StuckSagas.Hand;
import dev.souk.order.app.StuckSagas.OrderSaga;
import dev.souk.order.app.StuckSagas.Position;
import dev.souk.order.app.StuckSagas.StuckSaga;
import dev.souk.order.domain.Saga;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** The sagas that need a hand, and the hand. */
public final class SagaResources {

    private static final String FILTER = "sagas:stuck";

    private final Database database;
    private final Function<Database, MendSagas> mend;
    private final Cursors cursors;

    private record SagaView(
            UUID orderId,
            String state,
            String step,
            int attempts,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StuckView stuck) {}

    private record StuckView(
            String why,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant since) {}

    /**
     * @param mend over the database, or over one transaction of it
     */
    public SagaResources(Database database, Function<Database, MendSagas> mend, Cursors cursors) {
        this.database = database;
        this.mend = mend;
        this.cursors = cursors;
    }

    /** Answers the operations on sagas. */
    public Operations addTo(Operations operations) {
        return operations
                .on("list-sagas", this::list)
                .onWrite("retry-saga", database, (call, own) -> give(call, own, Hand.RETRY))
                .onWrite(
                        "compensate-saga",
                        database,
                        (call, own) -> give(call, own, Hand.COMPENSATE));
    }

    private Future<Answer> list(Call call) {
        var after =
                call.cursor().map(cursor -> position(cursors.open(FILTER, cursor))).orElse(null);
        return mend.apply(database).list(after, call.limit() + 1).map(sagas -> page(call, sagas));
    }

    private Answer page(Call call, List<StuckSaga> sagas) {
        return Answer.page(
                call,
                sagas.stream().map(stuck -> view(stuck.saga(), stuck.since())).toList(),
                row -> cursors.seal(FILTER, keys(row)));
    }

    private Future<Answer> give(Call call, Database own, Hand hand) {
        var actor = Shopper.of(call.principal()).id();
        return mend.apply(own)
                .give(call.pathId("orderId"), hand, actor)
                .map(OrderSaga::saga)
                .map(saga -> Answer.ok(view(saga, null)));
    }

    private static Position position(List<String> keys) {
        return new Position(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
    }

    private static List<String> keys(SagaView row) {
        var stuck = row.stuck();
        if (stuck == null) {
            throw new IllegalStateException("a list of stuck sagas holds no other");
        }
        return List.of(String.valueOf(stuck.since()), row.orderId().toString());
    }

    private static SagaView view(Saga saga, @Nullable Instant since) {
        var stuck = saga.stuck();
        return new SagaView(
                saga.orderId(),
                state(saga),
                saga.step().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                saga.attempts(),
                stuck == null ? null : new StuckView(stuck.why().code(), stuck.detail(), since));
    }

    private static String state(Saga saga) {
        if (saga.isStuck()) {
            return "stuck";
        }
        return saga.isEnded() ? "ended" : "running";
    }
}
