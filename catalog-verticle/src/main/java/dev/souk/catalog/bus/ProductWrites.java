package dev.souk.catalog.bus;

import dev.souk.catalog.app.ChangeProduct;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;

/** Changes of products over HTTP. */
public final class ProductWrites {

    private final ChangeProduct change;
    private final Runnable changed;

    /**
     * @param changed told after each change, so that the search may hurry
     */
    public ProductWrites(ChangeProduct change, Runnable changed) {
        this.change = change;
        this.changed = changed;
    }

    public Operations addTo(Operations operations) {
        return operations.on("change-product", this::change).on("delete-product", this::delete);
    }

    private Future<Answer> change(Call call) {
        return change.change(call.pathId("id"), call.ifMatch(), Patches.of(call.json()))
                .onSuccess(next -> changed.run())
                .map(ProductAnswers::changed);
    }

    private Future<Answer> delete(Call call) {
        return change.delete(call.pathId("id"), call.ifMatch())
                .onSuccess(done -> changed.run())
                .map(done -> Answer.noContent());
    }
}
