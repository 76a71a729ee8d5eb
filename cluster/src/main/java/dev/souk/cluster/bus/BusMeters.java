package dev.souk.cluster.bus;

import dev.souk.contract.ServiceFailure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.AsyncResult;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * The bus in figures: {@code souk_bus_call_seconds} by service and outcome, {@code
 * souk_bus_retries_total} and {@code souk_bus_hedges_total} by service, {@code souk_bus_in_flight}.
 * The endpoint is no label: a trace tells it, and labels are paid for by every scrape.
 */
final class BusMeters {

    private final MeterRegistry registry;
    private final Map<Outcome, Timer> calls = new ConcurrentHashMap<>();
    private final Map<String, Counter> retries = new ConcurrentHashMap<>();
    private final Map<String, Counter> hedges = new ConcurrentHashMap<>();

    private record Outcome(String service, String name) {}

    BusMeters(MeterRegistry registry, IntSupplier inFlight) {
        this.registry = registry;
        Gauge.builder("souk_bus_in_flight", inFlight::getAsInt)
                .description("Calls that wait for an answer")
                .register(registry);
    }

    void ended(Outbound call, AsyncResult<RawReply> done, Duration time) {
        if (!call.held()) {
            var outcome = new Outcome(call.service(), outcome(done));
            calls.computeIfAbsent(outcome, this::timer).record(time);
        }
    }

    void retried(Outbound call) {
        retries.computeIfAbsent(call.service(), this::retries).increment();
    }

    void hedged(Outbound call) {
        hedges.computeIfAbsent(call.service(), this::hedges).increment();
    }

    private static String outcome(AsyncResult<RawReply> done) {
        if (done.succeeded()) {
            return done.result().isFault() ? "fault" : "ok";
        }
        return done.cause() instanceof ServiceFailure failure
                ? failure.reason().name().toLowerCase(Locale.ROOT)
                : "internal";
    }

    private Timer timer(Outcome outcome) {
        return Timer.builder("souk_bus_call")
                .description("Calls to a service, with all their attempts")
                .tag("service", outcome.service)
                .tag("outcome", outcome.name)
                .register(registry);
    }

    private Counter retries(String service) {
        return counter("souk_bus_retries", "Attempts beyond the first", service);
    }

    private Counter hedges(String service) {
        return counter("souk_bus_hedges", "Reads that a second node was asked for too", service);
    }

    private Counter counter(String name, String description, String service) {
        return Counter.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }
}
