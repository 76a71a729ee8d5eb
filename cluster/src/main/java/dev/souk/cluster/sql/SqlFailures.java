package dev.souk.cluster.sql;

import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What a failed statement means, by its SQLSTATE and never by the server's text.
 *
 * <ul>
 *   <li>the server is away, full, starting or stopping, or no connection came in time: {@link
 *       Reason#UNAVAILABLE}, come again in a second
 *   <li>a statement took longer than it may: {@link Reason#DEADLINE_EXCEEDED}
 *   <li>a unique constraint refused the row: {@link UniqueViolation}
 *   <li>anything else stays as it is: a defect
 * </ul>
 */
public final class SqlFailures {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String UNIQUE = "23505";
    private static final String DUPLICATE_OBJECT = "42710";
    private static final String CANCELED = "57014";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Serialization failure and deadlock: the same transaction may succeed when it runs again. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

    /** Shutdown, crash, not yet up, idle too long in a transaction, changed by a failover. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "25P03", "25006");

    private SqlFailures() {}

    /** The failure in the words of the contract, or the given one where it is a defect. */
    public static Throwable translate(Throwable failure) {
        return switch (failure) {
            case PgException refused -> ofState(refused);
            case ClosedConnectionException _, IOException _, TimeoutException _ -> unavailable();
            case VertxException unsent when isUnsent(unsent) -> unavailable();
            default -> failure;
        };
    }

    /** Whether something that is no row, as a slot or a publication, is there already. */
    public static boolean saysThatItExists(Throwable failure) {
        return failure instanceof PgException refused && DUPLICATE_OBJECT.equals(state(refused));
    }

    /** Whether the whole transaction may be run again because the server asks for it. */
    static boolean isRepeatable(Throwable failure) {
        return failure instanceof PgException refused && REPEATABLE.contains(state(refused));
    }

    /** Whether a lock did not come within {@code lock_timeout}. */
    static boolean isLockTimeout(Throwable failure) {
        return failure instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(state(refused));
    }

    /**
     * Whether the connection was closed before the statement was sent. The driver has no type and
     * no state for it; its other bare {@link VertxException}s are defects of the statement.
     */
    private static boolean isUnsent(VertxException failure) {
        return String.valueOf(failure.getMessage()).startsWith("Connection is not active");
    }

    private static Throwable ofState(PgException refused) {
        var state = state(refused);
        if (UNIQUE.equals(state)) {
            var constraint = Optional.ofNullable(refused.getConstraint()).orElse("");
            return new UniqueViolation(constraint, refused);
        }
        if (CANCELED.equals(state)) {
            return ServiceFailure.of(Reason.DEADLINE_EXCEEDED, "The database took too long");
        }
        return isAway(state) ? unavailable() : refused;
    }

    private static boolean isAway(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || AWAY.contains(state)
                || REPEATABLE.contains(state)
                || LOCK_NOT_AVAILABLE.equals(state);
    }

    private static String state(PgException refused) {
        return Optional.ofNullable(refused.getSqlState()).orElse("");
    }

    /**
     * No connection came: the server is away, or every connection and place in the queue is taken.
     */
    static ServiceFailure unavailable() {
        return ServiceFailure.unavailable("The database is not available", RETRY_AFTER);
    }
}
