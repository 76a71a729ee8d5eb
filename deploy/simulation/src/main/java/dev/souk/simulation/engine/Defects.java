package dev.souk.simulation.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;

import dev.souk.contract.ServiceFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Souk's classes log. Of faults there is much here, as it should be, and nobody reads it; but
 * a defect that ended in a log, and not in anybody's face, is a violation.
 */
public final class Defects extends AppenderBase<ILoggingEvent> {

    private static final Defects HERE = new Defects();

    private @Nullable Throwable first;

    private Defects() {}

    /** Listens instead of printing, and forgets what came before. */
    public static Defects listen() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs && !HERE.isStarted()) {
            var root = logs.getLogger(Logger.ROOT_LOGGER_NAME);
            root.detachAndStopAllAppenders();
            root.setLevel(Level.WARN);
            HERE.setContext(logs);
            HERE.start();
            root.addAppender(HERE);
        }
        HERE.first = null;
        return HERE;
    }

    /** Fails if a defect was logged. */
    public void judge() {
        if (first != null) {
            throw new Violation("nothing but faults is logged", first);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (first == null
                && event.getThrowableProxy() instanceof ThrowableProxy proxy
                && !isFault(proxy.getThrowable())) {
            first = proxy.getThrowable();
        }
    }

    private static boolean isFault(Throwable cause) {
        return cause instanceof ServiceFailure || cause instanceof Expected;
    }
}
