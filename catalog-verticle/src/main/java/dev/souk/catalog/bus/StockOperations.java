package dev.souk.catalog.bus;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.souk.catalog.app.StockStore;
import dev.souk.catalog.app.StockStore.Written;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The ledger of stock over HTTP. */
public final class StockOperations {

    /** An entry of the ledger as it is shown. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EntryView(
            UUID id,
            String cause,
            long delta,
            long available,
            long reserved,
            long sold,
            @Nullable String reason,
            @Nullable UUID orderId,
            @Nullable String actor,
            Instant at) {

        static EntryView of(Written written) {
            var entry = written.entry();
            return new EntryView(
                    written.id(),
                    entry.cause().word(),
                    entry.quantity(),
                    entry.availableDelta(),
                    entry.reservedDelta(),
                    entry.soldDelta(),
                    written.reason(),
                    entry.orderId(),
                    written.actor(),
                    written.at());
        }
    }

    private final StockStore stock;
    private final Cursors cursors;

    public StockOperations(StockStore stock, Cursors cursors) {
        this.stock = stock;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-stock-adjustments", this::list)
                .on("get-stock-adjustment", this::get);
    }

    private Future<Answer> list(Call call) {
        var product = call.pathId("id");
        var filter = "stock-adjustments:" + product;
        var before = call.cursor().map(cursor -> UUID.fromString(first(filter, cursor)));
        return stock.ledger(product, call.limit() + 1, before)
                .map(rows -> rows.stream().map(EntryView::of).toList())
                .map(
                        rows ->
                                Answer.page(
                                        call,
                                        rows,
                                        row -> cursors.seal(filter, List.of(row.id().toString()))));
    }

    private String first(String filter, String cursor) {
        return cursors.open(filter, cursor).get(0);
    }

    private Future<Answer> get(Call call) {
        return stock.entry(call.pathId("id"), call.pathId("entryId"))
                .map(found -> found.orElseThrow(() -> ServiceFailure.notFound("adjustment")))
                .map(entry -> Answer.ok(EntryView.of(entry)));
    }
}
