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
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.tracing.opentelemetry.VertxContextStorageProvider.VertxContextStorage;

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
                ? String.join(
                        "-",
                        "00",
                        span.getTraceId(),
                        span.getSpanId(),
                        span.getTraceFlags().asHex())
                : "";
    }

    /** The id of the current trace, 32 hex digits; empty where there is none. */
    public String traceId() {
        return currentTraceId();
    }

    /**
     * Whether who began the current trace asked for a record of it (the {@code sampled} flag of W3C
     * trace context): each service that the request passes then says so in its log.
     */
    public static boolean isSampled() {
        return Span.current().getSpanContext().isSampled();
    }

    static String currentTraceId() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : "";
    }

    /**
     * Does work as part of the trace of a {@code traceparent}; one that is empty or malformed
     * changes nothing. On an event loop the trace stays with the work, its callbacks included, and
     * does not leak to what else runs there.
     */
    public <T> Future<T> withTrace(String traceparent, Supplier<Future<T>> work) {
        return traceparent.isEmpty() ? work.get() : within(extract(traceparent), work);
    }

    /** Does work as a span of its own, a child of the current one, ended when the work ends. */
    public <T> Future<T> span(String name, SpanKind kind, Supplier<Future<T>> work) {
        var span = tracer.spanBuilder(name).setSpanKind(kind).startSpan();
        return within(Context.current().with(span), work)
                .onComplete(done -> end(span, done.cause()));
    }

    private static <T> Future<T> within(Context trace, Supplier<Future<T>> work) {
        var context = ContextInternal.current();
        if (context == null) {
            try (var _ = trace.makeCurrent()) {
                return work.get();
            }
        }
        var own = context.duplicate();
        Promise<T> result = context.promise();
        own.dispatch(
                work,
                some -> {
                    VertxContextStorage.INSTANCE.attach(own, trace);
                    begin(some).onComplete(result);
                });
        return result.future();
    }

    private static <T> Future<T> begin(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
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
