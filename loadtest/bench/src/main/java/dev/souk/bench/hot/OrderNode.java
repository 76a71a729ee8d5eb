package dev.souk.bench.hot;

import dev.souk.bench.hot.HotApi.HotProduct;
import dev.souk.bench.hot.HotApi.Wanted;
import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.node.SoukNode;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A node that reserves as orders do, one way after the other, prints the rates, and ends. */
final class OrderNode {

    static final ConfigKey<Integer> ROUNDS = ConfigKey.integer("SOUK_BENCH_ROUNDS");
    static final ConfigKey<Duration> TIME = ConfigKey.duration("SOUK_BENCH_TIME");
    static final ConfigKey<Integer> IN_FLIGHT = ConfigKey.integer("SOUK_BENCH_IN_FLIGHT");

    private OrderNode() {}

    public static void main(String[] args) {
        SoukNode.launch(
                args,
                new ServiceDefinition("order", List.of(ROUNDS, TIME, IN_FLIGHT), Reserving::new));
    }

    private static final class Reserving extends VerticleBase {

        private static final Duration PATIENCE = Duration.ofSeconds(10);
        private static final Set<Reason> BUSY =
                EnumSet.of(Reason.UNAVAILABLE, Reason.DEADLINE_EXCEEDED, Reason.OVERLOADED);
        private static final Duration PAUSE = Duration.ofMillis(100);
        private static final Duration WARM_UP = Duration.ofSeconds(5);

        private final ServiceRuntime runtime;
        private final Comparison comparison = new Comparison();
        private final int inFlight;
        private final Duration time;
        private long repeated;

        Reserving(ServiceRuntime runtime) {
            this.runtime = runtime;
            this.inFlight = runtime.settings().get(IN_FLIGHT);
            this.time = runtime.settings().get(TIME);
        }

        @Override
        public Future<?> start() {
            return runtime.serve(Endpoints.of("order")).onSuccess(_ -> measure());
        }

        private void measure() {
            rate(HotApi.RESERVE_ALONE, WARM_UP)
                    .compose(_ -> rate(CatalogApi.RESERVE, WARM_UP))
                    .compose(_ -> rounds(runtime.settings().get(ROUNDS)))
                    .onSuccess(
                            _ ->
                                    end(
                                            0,
                                            comparison.table()
                                                    + "; calls that were repeated: "
                                                    + repeated))
                    .onFailure(failure -> end(1, "not measured: " + failure));
        }

        private Future<?> rounds(int left) {
            return left == 0
                    ? Future.succeededFuture()
                    : round(left % 2 == 0).compose(_ -> rounds(left - 1));
        }

        /** Which way comes first changes from round to round. */
        private Future<?> round(boolean groupsFirst) {
            return groupsFirst
                    ? rate(CatalogApi.RESERVE, time)
                            .compose(
                                    groups ->
                                            rate(HotApi.RESERVE_ALONE, time)
                                                    .onSuccess(alone -> add(alone, groups)))
                    : rate(HotApi.RESERVE_ALONE, time)
                            .compose(
                                    alone ->
                                            rate(CatalogApi.RESERVE, time)
                                                    .onSuccess(groups -> add(alone, groups)));
        }

        private void add(double alone, double groups) {
            comparison.add(new Comparison.Round(alone, groups));
        }

        /** Calls a second; all of them are for one product that nobody else wants. */
        private Future<Double> rate(
                Endpoint<ReserveStock, ReservationVerdict> way, Duration duration) {
            return product()
                    .compose(
                            product ->
                                    Lanes.run(inFlight, duration, () -> reserve(way, product))
                                            .compose(count -> checked(product, count)))
                    .map(Lanes.Count::perSecond);
        }

        /** What was said to be reserved is. */
        private Future<Lanes.Count> checked(HotProduct product, Lanes.Count count) {
            return call(HotApi.RESERVED, product)
                    .compose(
                            reserved ->
                                    reserved.units() == count.calls()
                                            ? Future.succeededFuture(count)
                                            : Future.failedFuture(
                                                    reserved.units()
                                                            + " units are reserved by "
                                                            + count.calls()
                                                            + " orders"));
        }

        /** The first one waits until the catalog has joined. */
        private Future<HotProduct> product() {
            return call(HotApi.NEW_PRODUCT, new Wanted("hot-" + runtime.ids().next()))
                    .recover(
                            failure ->
                                    failure instanceof ServiceFailure
                                            ? vertx.timer(1, TimeUnit.SECONDS)
                                                    .compose(_ -> product())
                                            : Future.failedFuture(failure));
        }

        private Future<?> reserve(
                Endpoint<ReserveStock, ReservationVerdict> way, HotProduct product) {
            var lines = List.of(new ReserveStock.Line(product.id(), 1));
            return reserve(
                    way, new ReserveStock(runtime.ids().next(), runtime.ids().next(), lines));
        }

        /** As a saga does it: what isn't answered is asked again, for the same order. */
        private Future<?> reserve(
                Endpoint<ReserveStock, ReservationVerdict> way, ReserveStock order) {
            return call(way, order)
                    .compose(
                            verdict ->
                                    verdict instanceof ReservationVerdict.Reserved
                                            ? Future.succeededFuture()
                                            : Future.failedFuture("refused: " + verdict),
                            failure ->
                                    failure instanceof ServiceFailure busy
                                                    && BUSY.contains(busy.reason())
                                            ? again(way, order)
                                            : Future.failedFuture(failure));
        }

        private Future<?> again(
                Endpoint<ReserveStock, ReservationVerdict> way, ReserveStock order) {
            repeated++;
            return vertx.timer(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                    .compose(_ -> reserve(way, order));
        }

        private <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request) {
            return runtime.services().call(endpoint, request, CallContext.system(PATIENCE));
        }

        private static void end(int status, String text) {
            System.out.println(text);
            Runtime.getRuntime().halt(status);
        }
    }
}
