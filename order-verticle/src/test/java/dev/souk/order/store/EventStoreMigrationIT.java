package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.contract.Ids;
import dev.souk.testkit.TestServers;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A database of the version before takes in the event store, with all that it held. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStoreMigrationIT {

    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("_yyyy_MM").withZone(ZoneOffset.UTC);
    private final List<Instant> times =
            List.of(
                    Instant.parse("2019-02-28T23:59:59.999Z"),
                    Instant.parse("2019-03-01T00:00:00Z"),
                    Instant.parse("2024-12-31T23:59:59.999Z"),
                    Instant.now());
    private final Vertx vertx = Vertx.vertx();
    private final DatabaseConfig config =
            DatabaseConfig.of(TestServers.newDatabase(), 2, "order-migration");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @BeforeAll
    void migrate() {
        migrateTo("1");
        var old = Database.connect(vertx, config);
        times.forEach(time -> insert(old, idAt(time)));
        await(old.close());
        database = await(Database.open(vertx, config, "db/cluster", "db/order"));
    }

    @AfterAll
    void close() {
        await(vertx.close());
    }

    @Test
    void keepsEveryRowInTheMonthOfItsOrder() {
        for (var time : times) {
            var rows =
                    sql(
                            "SELECT tableoid::regclass::text AS part FROM order_events"
                                    + " WHERE order_id = $1",
                            idAt(time));
            assertThat(texts(rows, "part")).containsExactly("order_events" + SUFFIX.format(time));
        }
    }

    @Test
    void knowsNotWhatWroteTheOldRows() {
        var rows = sql("SELECT 1 FROM order_events WHERE node IS NOT NULL OR trace_id IS NOT NULL");
        assertThat(rows.size()).isZero();
    }

    @Test
    void takesInWhatAMemberOfTheVersionBeforeWrites() {
        var id = idAt(Instant.now().plusSeconds(1));
        insert(database, id);
        assertThat(sql("SELECT 1 FROM order_events WHERE order_id = $1", id).size()).isEqualTo(1);
    }

    private void migrateTo(String version) {
        var target = PgConnectOptions.fromUri(config.url());
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s"
                                .formatted(
                                        target.getHost(), target.getPort(), target.getDatabase()),
                        target.getUser(),
                        target.getPassword())
                .locations("classpath:db/cluster", "classpath:db/order")
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    private static UUID idAt(Instant time) {
        return new Ids(() -> time, new Random(time.toEpochMilli())).next();
    }

    private static void insert(Database into, UUID id) {
        await(
                into.query(
                        "INSERT INTO order_events (order_id, version, type, schema, recorded_at,"
                                + " data) VALUES ($1, 1, 'order-confirmed', 1, now(), '{}')",
                        Tuple.of(id)));
    }

    private RowSet<Row> sql(String sql, Object... args) {
        return await(database.query(sql, Tuple.from(args)));
    }

    private static List<String> texts(RowSet<Row> rows, String column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(column))
                .toList();
    }
}
