package dev.souk.cluster.telemetry;

import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Leads what libraries say by {@code java.util.logging} into the one log. */
final class JulBridge extends Handler {

    private static final SimpleFormatter TEXT = new SimpleFormatter();

    private JulBridge() {}

    static void install() {
        LogManager.getLogManager().reset();
        var root = java.util.logging.Logger.getLogger("");
        root.setLevel(java.util.logging.Level.INFO);
        root.addHandler(new JulBridge());
    }

    @Override
    public void publish(LogRecord event) {
        var name = event.getLoggerName() == null ? "java.util.logging" : event.getLoggerName();
        LoggerFactory.getLogger(name)
                .atLevel(level(event.getLevel().intValue()))
                .setCause(event.getThrown())
                .log(TEXT.formatMessage(event));
    }

    private static Level level(int value) {
        if (value >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        if (value >= java.util.logging.Level.WARNING.intValue()) {
            return Level.WARN;
        }
        return value >= java.util.logging.Level.INFO.intValue() ? Level.INFO : Level.DEBUG;
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
