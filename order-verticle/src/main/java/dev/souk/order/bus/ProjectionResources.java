package dev.souk.order.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.order.app.OrderProjection.Progress;
import dev.souk.order.app.RebuildProjection;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The operations on the projection of orders. */
public final class ProjectionResources {

    private static final String LOCATION = "/v1/projections/orders";

    private final RebuildProjection rebuild;

    private record ProgressView(
            String projection,
            String state,
            long done,
            long total,
            int percent,
            @Nullable String node,
            @Nullable String reason,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {

        static ProgressView of(Optional<Progress> last) {
            return last.map(ProgressView::of)
                    .orElseGet(
                            () ->
                                    new ProgressView(
                                            "orders", "idle", 0, 0, 0, null, null, null, null));
        }

        private static ProgressView of(Progress progress) {
            return new ProgressView(
                    "orders",
                    progress.state().name().toLowerCase(Locale.ROOT),
                    progress.done(),
                    progress.total(),
                    progress.percent(),
                    progress.node(),
                    progress.reason().isEmpty() ? null : progress.reason(),
                    progress.startedAt(),
                    progress.endedAt());
        }
    }

    public ProjectionResources(RebuildProjection rebuild) {
        this.rebuild = rebuild;
    }

    /** Answers the operations on the projection. */
    public Operations addTo(Operations operations) {
        return operations
                .on("rebuild-order-projection", this::begin)
                .on("get-order-projection", this::show);
    }

    private Future<Answer> begin(Call call) {
        return rebuild.begin().map(last -> Answer.accepted(LOCATION, ProgressView.of(last)));
    }

    private Future<Answer> show(Call call) {
        return rebuild.progress().map(last -> Answer.ok(ProgressView.of(last)));
    }
}
