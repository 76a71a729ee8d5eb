package dev.souk.cluster.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Log lines for people: time, level, where, what, and the values by name. */
final class TextLines extends EncoderBase<ILoggingEvent> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final byte[] NOTHING = {};

    private final String origin;

    TextLines(String node, String services) {
        this.origin = node.isEmpty() ? services : node;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringBuilder(128);
        TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(event.getLevel()).append(' ');
        if (!origin.isEmpty()) {
            line.append(origin).append(' ');
        }
        line.append(shortName(event.getLoggerName())).append(": ");
        line.append(event.getFormattedMessage());
        values(event, line);
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void values(ILoggingEvent event, StringBuilder line) {
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs()
                    .forEach(
                            pair ->
                                    line.append(' ')
                                            .append(pair.key)
                                            .append('=')
                                            .append(pair.value));
        }
        var trace = Telemetry.currentTraceId();
        if (!trace.isEmpty()) {
            line.append(" traceId=").append(trace);
        }
    }

    private static String shortName(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }
}
