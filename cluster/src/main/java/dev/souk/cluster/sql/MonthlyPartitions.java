package dev.souk.cluster.sql;

import dev.souk.cluster.health.Health;
import dev.souk.cluster.time.Timers;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The partitions of tables that are partitioned by range of a UUIDv7 with bounds at the starts of
 * months, in UTC and by the database's clock: one each from the month before now to three months
 * ahead. Nothing takes in a row of another month, so that old partitions can be detached while the
 * table is in use. Making them takes no lock that stops readers or writers, any number of nodes may
 * do it at once, and what is there is left alone.
 */
public final class MonthlyPartitions {

    private static final Duration MAKE_EVERY = Duration.ofDays(1);
    private static final String MAKE =
            """
            SELECT make_monthly_partitions(
                parent, now() - interval '1 month', now() + interval '3 months')
            FROM unnest($1::text[]) AS parent
            """;

    /** Those whose partition of the next month is not attached. */
    private static final String LACKING =
            """
            SELECT parent FROM unnest($1::text[]) AS parent WHERE NOT EXISTS (
                SELECT 1 FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid
                WHERE inhparent = to_regclass(quote_ident(parent)) AND part.relname = parent
                    || to_char(now() AT TIME ZONE 'UTC' + interval '1 month', '_YYYY_MM'))
            """;

    private final Database database;
    private final String[] tables;

    /**
     * @param tables the names of the partitioned tables
     */
    public MonthlyPartitions(Database database, List<String> tables) {
        this.database = database;
        this.tables = tables.toArray(String[]::new);
    }

    /**
     * Makes what is missing, now and once a day. The node is degraded while a table lacks the
     * partition of the next month.
     */
    public Future<Void> keep(Timers timers, Health health) {
        return make().onSuccess(
                        made -> {
                            timers.every(MAKE_EVERY, this::make);
                            health.probe("partitions", false, this::check);
                        });
    }

    /** Makes what is missing. */
    public Future<Void> make() {
        return database.query(MAKE, Tuple.of(tables)).mapEmpty();
    }

    /** Fails with {@code UNAVAILABLE} while a table lacks the partition of the next month. */
    public Future<Void> check() {
        return database.query(LACKING, Tuple.of(tables)).compose(MonthlyPartitions::none);
    }

    private static Future<Void> none(RowSet<Row> lacking) {
        if (lacking.size() == 0) {
            return Future.succeededFuture();
        }
        var names =
                StreamSupport.stream(lacking.spliterator(), false)
                        .map(row -> row.getString("parent"))
                        .collect(Collectors.joining(", "));
        return Future.failedFuture(
                ServiceFailure.of(Reason.UNAVAILABLE, "Next month has no partition of " + names));
    }
}
