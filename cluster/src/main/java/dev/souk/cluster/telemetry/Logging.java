package dev.souk.cluster.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Where log lines go: one line for each event on the standard output, with the node, its services
 * and the current trace. Set in code, so that no file is searched or parsed at the start.
 */
public final class Logging {

    /** Libraries whose information is no news to whoever runs a node. */
    private static final List<String> QUIET =
            List.of("io.netty", "io.vertx", "io.opentelemetry", "org.flywaydb", "org.postgresql");

    /** Says on its own what the node says better. */
    private static final List<String> SILENT =
            List.of(
                    "io.vertx.launcher.application",
                    "com.hazelcast.instance.impl.HazelcastInstanceFactory",
                    "org.apache.kafka",
                    "org.flywaydb.core.internal.command.DbMigrate");

    private Logging() {}

    /** Lines for people, until the settings are known and in tests. */
    static void plain(LoggerContext context) {
        install(context, new TextLines("", ""), System.getProperty("souk.log", "INFO"));
    }

    /**
     * Begins to log as the settings say; replaces what was before.
     *
     * @param format {@code json} or {@code text}
     */
    public static void start(String format, String level, String node, String services) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            var encoder =
                    switch (format) {
                        case "text" -> new TextLines(node, services);
                        default -> JsonLines.create(context, node, services);
                    };
            install(context, encoder, level);
            JulBridge.install();
        }
    }

    /** Changes the level while the node runs. Idempotent. */
    public static void level(String level) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            apply(context, level);
        }
    }

    private static void install(
            LoggerContext context, Encoder<ILoggingEvent> encoder, String level) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        encoder.setContext(context);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setEncoder(encoder);
        console.start();
        root.addAppender(console);
        apply(context, level);
    }

    private static void apply(LoggerContext context, String level) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(level, Level.INFO));
        QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        // What it warns of is told by the node's own words for it, without stack traces.
        context.getLogger("com.hazelcast").setLevel(Level.ERROR);
        List.of("com.networknt", "io.micrometer")
                .forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        SILENT.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
    }
}
