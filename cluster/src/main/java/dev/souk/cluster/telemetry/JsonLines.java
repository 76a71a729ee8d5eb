package dev.souk.cluster.telemetry;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;

import com.fasterxml.jackson.core.JsonGenerator;

import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventJsonProviders;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

import java.io.IOException;

/** Log lines for machines: one JSON object each. */
final class JsonLines {

    private JsonLines() {}

    static Encoder<ILoggingEvent> create(LoggerContext context, String node, String services) {
        var providers = new LoggingEventJsonProviders();
        var time = new LoggingEventFormattedTimestampJsonProvider();
        time.setFieldName("time");
        time.setTimeZone("UTC");
        providers.addTimestamp(time);
        providers.addLogLevel(new LogLevelJsonProvider());
        var logger = new LoggerNameJsonProvider();
        logger.setFieldName("logger");
        providers.addLoggerName(logger);
        providers.addMessage(new MessageJsonProvider());
        providers.addProvider(new Origin(node, services));
        providers.addKeyValuePairs(new KeyValuePairsJsonProvider());
        var trace = new StackTraceJsonProvider();
        trace.setFieldName("stack");
        providers.addStackTrace(trace);
        var encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(context);
        encoder.setProviders(providers);
        return encoder;
    }

    /**
     * Where an event happened. The line is written on the event's own thread, so the trace fits.
     */
    private static final class Origin extends AbstractJsonProvider<ILoggingEvent> {

        private final String node;
        private final String services;

        private Origin(String node, String services) {
            this.node = node;
            this.services = services;
        }

        @Override
        public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
            json.writeStringField("node", node);
            json.writeStringField("service", services);
            var trace = Telemetry.currentTraceId();
            if (!trace.isEmpty()) {
                json.writeStringField("traceId", trace);
            }
        }
    }
}
