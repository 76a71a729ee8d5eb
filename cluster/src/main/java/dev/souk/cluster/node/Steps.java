package dev.souk.cluster.node;

import io.vertx.core.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What a service does on its way in or out; a step that fails is logged, and the others go on. */
final class Steps {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final String service;
    private final String way;
    private final List<Supplier<Future<Void>>> all = new CopyOnWriteArrayList<>();

    /**
     * @param way as a log names it, as in {@code joining}
     */
    Steps(String service, String way) {
        this.service = service;
        this.way = way;
    }

    void add(Supplier<Future<Void>> step) {
        all.add(step);
    }

    /** Takes them all at once. */
    Future<Void> together() {
        return Future.join(all.stream().map(this::quietly).toList()).mapEmpty();
    }

    /** Takes one after the other. */
    Future<Void> inTurn() {
        return inTurn(all);
    }

    /** Takes one after the other, beginning with the last that was added. */
    Future<Void> backwards() {
        return inTurn(all.reversed());
    }

    private Future<Void> inTurn(List<Supplier<Future<Void>>> steps) {
        Future<Void> taken = Future.succeededFuture();
        for (var step : steps) {
            taken = taken.compose(done -> quietly(step));
        }
        return taken;
    }

    private Future<Void> quietly(Supplier<Future<Void>> step) {
        return Future.<Void>succeededFuture()
                .compose(now -> step.get())
                .recover(
                        failure -> {
                            LOG.atWarn()
                                    .addKeyValue("service", service)
                                    .setCause(failure)
                                    .log("a step of {} failed", way);
                            return Future.succeededFuture();
                        });
    }
}
