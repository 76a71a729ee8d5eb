package dev.souk.cluster.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/**
 * The meters and the traces of one node. The current trace belongs to the Vert.x context that a
 * request runs on, and is set by whoever receives it: HTTP, bus or Kafka. Trace ids travel even
 * where no collector is configured.
 */
public final class Telemetry {

    static final String TRACEPARENT = "traceparent";

    private final MeterRegistry meters;
    private final OpenTelemetry openTelemetry;
    private final Tracer tracer;

    public Telemetry(MeterRegistry meters, OpenTelemetry openTelemetry) {
        this.meters = meters;
        this.openTelemetry = openTelemetry;
        this.tracer = openTelemetry.getTracer("dev.souk");
    }

    /** A telemetry that goes nowhere, for tests. */
    public static Telemetry none() {
        return new Telemetry(
                new io.micrometer.core.instrument.simple.SimpleMeterRegistry(),
                OpenTelemetry.noop());
    }

    /** Where meters are registered; names as in {@code souk_order_placed_total}. */
    public MeterRegistry meters() {
        return meters;
    }

    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    /** The current trace as a W3C {@code traceparent}; empty where there is none. */
    public String traceparent() {
        var span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
                : "";
    }

    /** The id of the current trace, 32 hex digits; empty where there is none. */
    public String traceId() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : "";
    }

    /**
     * Does work as part of the trace of a {@code traceparent}; one that is empty or malformed
     * changes nothing. The trace is current for the work's start and for what Vert.x does for it on
     * the same context.
     */
    public <T> Future<T> withTrace(String traceparent, Supplier<Future<T>> work) {
        var context = extract(traceparent);
        try (var _ = context.makeCurrent()) {
            return work.get();
        }
    }

    /** Does work as a span of its own, a child of the current one, ended when the work ends. */
    public <T> Future<T> span(String name, SpanKind kind, Supplier<Future<T>> work) {
        var span = tracer.spanBuilder(name).setSpanKind(kind).startSpan();
        try (var _ = span.makeCurrent()) {
            return work.get().onComplete(done -> end(span, done.cause()));
        } catch (RuntimeException e) {
            end(span, e);
            throw e;
        }
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR, failure.getClass().getSimpleName());
        }
        span.end();
    }

    private static Context extract(String traceparent) {
        return W3CTraceContextPropagator.getInstance()
                .extract(Context.current(), traceparent, TraceparentGetter.ONE);
    }

    /** Reads the one header that the carrier is. */
    private enum TraceparentGetter implements TextMapGetter<String> {
        ONE;

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(TRACEPARENT) ? carrier : null;
        }
    }
}
