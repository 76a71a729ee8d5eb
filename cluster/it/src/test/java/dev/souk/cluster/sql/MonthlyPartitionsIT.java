package dev.souk.cluster.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Ids;
import dev.souk.contract.ServiceFailure;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

final class MonthlyPartitionsIT {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("_yyyy_MM");

    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        var config = DatabaseConfig.of(TestServers.newDatabase(), 4, "partitions-it");
        database = await(Database.open(vertx, config, "db/cluster"));
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void reachFromTheMonthBeforeToThreeMonthsAhead() throws Exception {
        var partitions = partitioned("reach");
        await(partitions.make());

        var now = databaseMonth();
        assertThat(partitionsOf("reach"))
                .isEqualTo(
                        IntStream.rangeClosed(-1, 3)
                                .mapToObj(months -> "reach" + SUFFIX.format(now.plusMonths(months)))
                                .toList());
    }

    @Test
    void areMadeOnceByManyAtOnce() throws Exception {
        var partitions = partitioned("many");
        await(Future.all(partitions.make(), partitions.make(), partitions.make()));
        await(partitions.make());

        assertThat(partitionsOf("many")).hasSize(5);
    }

    @Test
    void takeEachRowInTheMonthOfItsId() throws Exception {
        await(partitioned("bounds").make());
        var first = databaseMonth().atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);

        insert("bounds", idAt(first.minusMillis(1)));
        insert("bounds", idAt(first));

        assertThat(rowsByPartition("bounds"))
                .containsExactly(
                        "bounds" + SUFFIX.format(databaseMonth().minusMonths(1)),
                        "bounds" + SUFFIX.format(databaseMonth()));
    }

    @Test
    void refuseTheSameKeyTwice() throws Exception {
        await(partitioned("keys").make());
        var id = idAt(Instant.now());
        insert("keys", id);

        assertThatThrownBy(() -> insert("keys", id)).isInstanceOf(UniqueViolation.class);
    }

    @Test
    void canBeDetachedWhenTheyAreOldAndStayAway() throws Exception {
        var partitions = partitioned("old");
        await(partitions.make());
        var before = databaseMonth().minusMonths(1);
        insert("old", idAt(before.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC)));

        var part = "old" + SUFFIX.format(before);
        sql("ALTER TABLE old DETACH PARTITION " + part + " CONCURRENTLY");
        await(partitions.make());

        assertThat(partitionsOf("old")).hasSize(4).doesNotContain(part);
        assertThat(sql("SELECT * FROM old").size()).isZero();
        assertThat(sql("SELECT * FROM " + part).size()).isEqualTo(1);
        await(partitions.check());
    }

    @Test
    void areMissedWhenTheNextMonthHasNone() throws Exception {
        var partitions = partitioned("lacking");
        assertThatThrownBy(() -> await(partitions.check()))
                .isInstanceOf(ServiceFailure.class)
                .hasMessageContaining("lacking");

        await(partitions.make());
        await(partitions.check());

        var next = "lacking" + SUFFIX.format(databaseMonth().plusMonths(1));
        sql("ALTER TABLE lacking DETACH PARTITION " + next);
        assertThatThrownBy(() -> await(partitions.check())).isInstanceOf(ServiceFailure.class);
    }

    @Test
    void keepWhatIsSaidOfTheTable() throws Exception {
        await(partitioned("words").make());
        var comments =
                sql(
                        "SELECT DISTINCT obj_description(inhrelid, 'pg_class') AS words"
                                + " FROM pg_inherits WHERE inhparent = 'words'::regclass");
        assertThat(texts(comments, "words")).containsExactly("distribution: id");
    }

    private static MonthlyPartitions partitioned(String table) throws Exception {
        sql(
                "CREATE TABLE "
                        + table
                        + " (id uuid NOT NULL, version bigint NOT NULL, PRIMARY KEY (id, version))"
                        + " PARTITION BY RANGE (id)");
        sql("COMMENT ON TABLE " + table + " IS 'distribution: id'");
        return new MonthlyPartitions(database, List.of(table));
    }

    private static YearMonth databaseMonth() throws Exception {
        var now = sql("SELECT now() AS now").iterator().next().getOffsetDateTime("now");
        return YearMonth.from(now.withOffsetSameInstant(ZoneOffset.UTC));
    }

    private static UUID idAt(Instant time) {
        return new Ids(() -> time, new Random(7)).next();
    }

    private static void insert(String table, UUID id) throws Exception {
        sql("INSERT INTO " + table + " (id, version) VALUES ($1, 1)", id);
    }

    private static List<String> partitionsOf(String table) throws Exception {
        return texts(
                sql(
                        "SELECT relname::text AS part FROM pg_inherits JOIN pg_class p"
                                + " ON p.oid = inhrelid WHERE inhparent = $1::text::regclass"
                                + " ORDER BY relname",
                        table),
                "part");
    }

    private static List<String> rowsByPartition(String table) throws Exception {
        return texts(
                sql("SELECT tableoid::regclass::text AS part FROM " + table + " ORDER BY id"),
                "part");
    }

    private static List<String> texts(RowSet<Row> rows, String column) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(column))
                .toList();
    }

    @CanIgnoreReturnValue
    private static RowSet<Row> sql(String sql, Object... args) throws Exception {
        return await(database.query(sql, Tuple.from(args)));
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }
}
