package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.testkit.TestServers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

final class OutboxRowsIT {

    private static final int MEBIBYTE = 1024 * 1024;

    private static Vertx vertx;
    private static Database database;

    @BeforeAll
    static void open() throws Exception {
        vertx = Vertx.vertx();
        var config = DatabaseConfig.of(TestServers.newDatabase(), 2, "outbox-rows-it");
        database = Database.open(vertx, config, "db/cluster").await(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void leavesADeletionBehindTheRowsBeforeIt() throws Exception {
        append("a", MEBIBYTE);
        append("b", MEBIBYTE);
        append("c", MEBIBYTE);
        append("k", 10);
        append("k", null);
        var rows = new OutboxRows(database);

        var first = rows.first(3, 100).await(10, TimeUnit.SECONDS);
        rows.delete(3, first).await(10, TimeUnit.SECONDS);
        var rest = rows.first(3, 100).await(10, TimeUnit.SECONDS);

        assertThat(keys(first)).containsExactly("a", "b", "c");
        assertThat(keys(rest)).containsExactly("k", "k");
        assertThat(rest.getLast().record().body()).isNull();
    }

    private static List<String> keys(List<OutboxRows.Waiting> rows) {
        return rows.stream().map(row -> row.record().key()).toList();
    }

    private static void append(String key, @Nullable Integer size) throws Exception {
        var body = size == null ? null : Buffer.buffer(new byte[size]);
        database.query(
                        "INSERT INTO outbox (shard, topic, key, headers, body) VALUES (3, 't', $1,"
                                + " '{}', $2)",
                        Tuple.of(key, body))
                .await(10, TimeUnit.SECONDS);
    }
}
