package dev.souk.order.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.Money;
import dev.souk.order.app.Fulfil;
import dev.souk.order.app.RefundOrder;
import dev.souk.order.app.RefundOrder.StoredRefund;
import dev.souk.order.app.Shopper;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** What staff does with orders that are paid for. */
public final class FulfilmentResources {

    private final Database database;
    private final Function<Database, Fulfil> fulfil;
    private final RefundOrder refunds;

    private record ShipRequest(String carrier, String trackingNumber) {}

    private record RefundRequest(Money amount, @Nullable String reason) {}

    private record RefundView(
            UUID id,
            UUID orderId,
            Money amount,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
            String status,
            Instant createdAt) {}

    /**
     * @param fulfil over the database, or over one transaction of it
     */
    public FulfilmentResources(
            Database database, Function<Database, Fulfil> fulfil, RefundOrder refunds) {
        this.database = database;
        this.fulfil = fulfil;
        this.refunds = refunds;
    }

    /** Answers the operations on orders that are paid for. */
    public Operations addTo(Operations operations) {
        return operations
                .onWrite("ship-order", database, (call, own) -> ship(call, fulfil.apply(own)))
                .onWrite("deliver-order", database, (call, own) -> deliver(call, fulfil.apply(own)))
                .on("refund-order", this::refund)
                .on("get-refund", this::get);
    }

    private static Future<Answer> ship(Call call, Fulfil fulfil) {
        var request = call.body(ShipRequest.class);
        return fulfil.ship(call.pathId("id"), request.carrier(), request.trackingNumber())
                .map(OrderAnswers::shown);
    }

    private static Future<Answer> deliver(Call call, Fulfil fulfil) {
        return fulfil.deliver(call.pathId("id")).map(OrderAnswers::shown);
    }

    private Future<Answer> refund(Call call) {
        var staff = Shopper.of(call.principal());
        var body = call.body(RefundRequest.class);
        var request =
                new RefundOrder.Request(
                        call.pathId("id"),
                        RequestKeys.nameOf(call),
                        body.amount(),
                        body.reason(),
                        staff.id());
        return refunds.refund(request).map(FulfilmentResources::created);
    }

    private Future<Answer> get(Call call) {
        return refunds.find(
                        Shopper.of(call.principal()), call.pathId("id"), call.pathId("refundId"))
                .map(FulfilmentResources::view)
                .map(view -> Answer.ok(view).etagOfBody());
    }

    private static Answer created(StoredRefund stored) {
        var location = "/v1/orders/" + stored.order().id() + "/refunds/" + stored.refund().id();
        return Answer.created(location, view(stored));
    }

    private static RefundView view(StoredRefund stored) {
        var refund = stored.refund();
        return new RefundView(
                refund.id(),
                stored.order().id(),
                refund.amount(),
                stored.reason(),
                refund.status().code(),
                refund.requestedAt());
    }
}
