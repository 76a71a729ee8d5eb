package dev.souk.cluster.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

final class TelemetryTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final Vertx vertx = Vertx.vertx();
    private final Telemetry telemetry =
            new Telemetry(
                    new SimpleMeterRegistry(), Tracing.start("test", "node-1", Optional.empty()));

    @AfterEach
    void close() throws Exception {
        var _ = vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void hasNoTraceByItself() {
        assertThat(telemetry.traceId()).isEmpty();
        assertThat(telemetry.traceparent()).isEmpty();
    }

    @Test
    void carriesATraceThroughCallbacksOnAnEventLoop() throws Exception {
        var seen =
                onLoop(
                        () ->
                                telemetry.withTrace(
                                        PARENT, () -> later().map(done -> telemetry.traceId())));

        assertThat(seen).isEqualTo(TRACE);
    }

    @Test
    void doesNotLeakATraceToWhatComesAfter() throws Exception {
        var after =
                onLoop(
                        () ->
                                telemetry
                                        .withTrace(PARENT, this::later)
                                        .map(done -> telemetry.traceId()));

        assertThat(after).isEmpty();
    }

    @Test
    void passesTheTraceOnUnderANewSpanEvenWithoutACollector() throws Exception {
        var parent =
                onLoop(
                        () ->
                                telemetry.withTrace(
                                        PARENT,
                                        () ->
                                                telemetry.span(
                                                        "work",
                                                        SpanKind.INTERNAL,
                                                        () ->
                                                                Future.succeededFuture(
                                                                        telemetry.traceparent()))));

        assertThat(parent).startsWith("00-" + TRACE + "-").isNotEqualTo(PARENT);
    }

    @Test
    void ignoresAMalformedParent() throws Exception {
        var seen =
                onLoop(
                        () ->
                                telemetry.withTrace(
                                        "nonsense",
                                        () -> Future.succeededFuture(telemetry.traceId())));

        assertThat(seen).isEmpty();
    }

    private Future<Void> later() {
        Promise<Void> done = Promise.promise();
        vertx.setTimer(1, id -> done.complete());
        return done.future();
    }

    private <T> T onLoop(Supplier<Future<T>> work) throws Exception {
        Promise<T> result = Promise.promise();
        vertx.runOnContext(go -> work.get().onComplete(result));
        return result.future().await(5, TimeUnit.SECONDS);
    }
}
