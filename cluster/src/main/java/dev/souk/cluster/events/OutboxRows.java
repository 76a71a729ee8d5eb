package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The outbox's rows as the relay sees them: taken because they are there, deleted when sent. */
final class OutboxRows implements PollingRelay.Rows {

    /** A row that waits, with its place. */
    record Waiting(long id, OutboundRecord record) {}

    /**
     * The table at one moment: every row of a transaction that the snapshot sees is among those up
     * to the last id, or was sent and deleted before.
     */
    record Moment(PgSnapshot snapshot, long lastId) {}

    /** At most so many rows, and no more than 2 MiB of bodies, but always one. */
    private static final String FIRST =
            """
            SELECT id, topic, key, headers, body FROM (
                SELECT *, sum(size) OVER (ORDER BY id) - size AS before
                FROM (SELECT *, coalesce(octet_length(body), 0) AS size
                      FROM outbox WHERE shard = $1 ORDER BY id LIMIT $2) AS first
            ) AS counted
            WHERE before <= 2097152 ORDER BY id
            """;

    /** Asks at once for what the next look would find. */
    private static final String DELETE =
            """
            WITH gone AS (DELETE FROM outbox WHERE shard = $1 AND id = ANY($2))
            SELECT EXISTS (SELECT FROM outbox WHERE shard = $1 AND id <> ALL($2)) AS more
            """;

    private static final String DELETE_ALL =
            """
            DELETE FROM outbox USING unnest($1::smallint[], $2::bigint[]) AS sent (shard, id)
            WHERE outbox.shard = sent.shard AND outbox.id = sent.id
            """;

    /** Both as of the statement's own snapshot. */
    private static final String MOMENT =
            """
            SELECT pg_current_snapshot()::text AS snapshot, coalesce(max(last.id), 0) AS last_id
            FROM outbox_shards AS s
            CROSS JOIN LATERAL (
                SELECT id FROM outbox WHERE outbox.shard = s.shard ORDER BY id DESC LIMIT 1
            ) AS last
            """;

    private static final String FILLED =
            """
            SELECT shard FROM unnest($1::smallint[]) AS shard
            WHERE EXISTS (SELECT FROM outbox WHERE outbox.shard = shard.shard)
            """;

    private static final String OLDEST =
            """
            SELECT coalesce(
                extract(epoch FROM clock_timestamp() - min(first.created_at)), 0)::float8 AS age
            FROM outbox_shards AS s
            CROSS JOIN LATERAL (
                SELECT created_at FROM outbox WHERE outbox.shard = s.shard ORDER BY id LIMIT 1
            ) AS first
            """;

    private final Database database;

    OutboxRows(Database database) {
        this.database = database;
    }

    @Override
    public Future<List<Waiting>> first(int shard, int limit) {
        return database.query(FIRST, Tuple.of(shard, limit)).map(OutboxRows::waiting);
    }

    @Override
    public Future<Boolean> delete(int shard, List<Waiting> sent) {
        var ids = sent.stream().map(Waiting::id).toArray(Long[]::new);
        return database.query(DELETE, Tuple.of(shard, (Object) ids))
                .map(rows -> rows.iterator().next().getBoolean("more"));
    }

    /** Deletes rows of any shards; the future holds how many there were. */
    Future<Integer> delete(List<Waiting> sent) {
        var shards = sent.stream().map(row -> (short) row.record().shard()).toArray(Short[]::new);
        var ids = sent.stream().map(Waiting::id).toArray(Long[]::new);
        return database.query(DELETE_ALL, Tuple.of((Object) shards, (Object) ids))
                .map(SqlResult::rowCount);
    }

    /** What is there now. */
    Future<Moment> moment() {
        return database.query(MOMENT, Tuple.tuple())
                .map(rows -> rows.iterator().next())
                .map(
                        row ->
                                new Moment(
                                        PgSnapshot.parse(row.getString("snapshot")),
                                        row.getLong("last_id")));
    }

    @Override
    public Future<Set<Integer>> filled(Collection<Integer> shards) {
        var numbers = shards.stream().map(Integer::shortValue).toArray(Short[]::new);
        return database.query(FILLED, Tuple.of((Object) numbers))
                .map(
                        rows ->
                                rows.stream()
                                        .map(row -> row.getInteger("shard"))
                                        .collect(Collectors.toSet()));
    }

    @Override
    public Future<Duration> age() {
        return database.query(OLDEST, Tuple.tuple())
                .map(rows -> rows.iterator().next().getDouble("age"))
                .map(seconds -> Duration.ofMillis(Math.max(0, Math.round(seconds * 1_000))));
    }

    private static List<Waiting> waiting(RowSet<Row> rows) {
        return rows.stream().map(OutboxRows::waiting).toList();
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                row.getLong("id"),
                new OutboundRecord(
                        row.getString("topic"),
                        row.getString("key"),
                        headers(row),
                        row.getBuffer("body")));
    }

    static Map<String, String> headers(Row row) {
        return Optional.ofNullable(row.getJsonObject("headers"))
                .map(OutboxRows::headers)
                .orElseGet(Map::of);
    }

    static Map<String, String> headers(JsonObject json) {
        var headers = new HashMap<String, String>();
        json.forEach(header -> headers.put(header.getKey(), String.valueOf(header.getValue())));
        return headers;
    }
}
