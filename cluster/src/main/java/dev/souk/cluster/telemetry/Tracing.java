package dev.souk.cluster.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

import java.net.URI;
import java.util.Optional;

/**
 * Makes the process' OpenTelemetry. Without a collector no span is recorded, yet every request has
 * a trace id, which travels on.
 */
public final class Tracing {

    private Tracing() {}

    /**
     * @param service what the spans are of
     * @param node the node's name
     * @param collector the base of an OTLP endpoint over HTTP, if there is one
     */
    public static OpenTelemetrySdk start(String service, String node, Optional<URI> collector) {
        var resource =
                Resource.getDefault()
                        .merge(
                                Resource.create(
                                        Attributes.builder()
                                                .put("service.name", service)
                                                .put("service.instance.id", node)
                                                .build()));
        var provider = SdkTracerProvider.builder().setResource(resource);
        collector.ifPresentOrElse(
                base ->
                        provider.setSampler(Sampler.parentBased(Sampler.alwaysOn()))
                                .addSpanProcessor(exportTo(base)),
                () -> provider.setSampler(Sampler.parentBased(Sampler.alwaysOff())));
        return OpenTelemetrySdk.builder()
                .setTracerProvider(provider.build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    private static BatchSpanProcessor exportTo(URI base) {
        var path = base.getPath() == null ? "" : base.getPath();
        var traces =
                path.endsWith("/v1/traces") ? base : URI.create(stripSlash(base) + "/v1/traces");
        var exporter = OtlpHttpSpanExporter.builder().setEndpoint(traces.toString()).build();
        return BatchSpanProcessor.builder(exporter).build();
    }

    private static String stripSlash(URI base) {
        var text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
