package dev.souk.cluster.events;

import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Which shards of the outbox this node relays: leases of 4 s by the database's clock. They only
 * keep two nodes from working at once; that the former owner can send nothing more is the
 * transactional producer's doing.
 */
final class ShardLeases implements PollingRelay.Leases {

    private static final String ANNOUNCE =
            """
            INSERT INTO outbox_relays (owner, until)
            VALUES ($1, clock_timestamp() + interval '4 s')
            ON CONFLICT (owner) DO UPDATE SET until = excluded.until
            """;

    private static final String FORGET =
            "DELETE FROM outbox_relays WHERE until < clock_timestamp() - interval '1 min'";

    private static final String RENEW =
            """
            UPDATE outbox_shards SET until = clock_timestamp() + interval '4 s' WHERE owner = $1
            RETURNING shard, epoch, (
                SELECT ceil(8.0 / greatest(1, count(*)))::int FROM outbox_relays
                WHERE until > clock_timestamp()
            ) AS share
            """;

    private static final String TAKE =
            """
            WITH share AS (
                SELECT ceil(8.0 / greatest(1, count(*)))::int AS size FROM outbox_relays
                WHERE until > clock_timestamp()
            ), free AS (
                SELECT shard FROM outbox_shards
                WHERE until < clock_timestamp() AND owner IS DISTINCT FROM $1
                ORDER BY shard
                LIMIT (SELECT greatest(0, size - $2) FROM share)
                FOR UPDATE SKIP LOCKED
            )
            UPDATE outbox_shards AS s
            SET owner = $1, epoch = epoch + 1, until = clock_timestamp() + interval '4 s'
            FROM free WHERE s.shard = free.shard
            RETURNING s.shard, s.epoch, (SELECT size FROM share) AS share
            """;

    private static final String SEIZE =
            """
            UPDATE outbox_shards
            SET owner = $1, epoch = epoch + (owner IS DISTINCT FROM $1)::int,
                until = clock_timestamp() + interval '4 s'
            """;

    private static final String RELEASE_ALL =
            "UPDATE outbox_shards SET owner = NULL, until = '-infinity' WHERE owner = $1";

    private static final String RELEASE =
            """
            UPDATE outbox_shards SET owner = NULL, until = '-infinity'
            WHERE owner = $1 AND shard = ANY($2)
            """;

    private static final String LEAVE = "DELETE FROM outbox_relays WHERE owner = $1";

    private final Database database;
    private final String owner;

    ShardLeases(Database database, String owner) {
        this.database = database;
        this.owner = owner;
    }

    @Override
    public Future<Held> renew() {
        return database.transaction(
                tx ->
                        tx.preparedQuery(ANNOUNCE)
                                .execute(Tuple.of(owner))
                                .compose(_ -> tx.preparedQuery(RENEW).execute(Tuple.of(owner)))
                                .compose(
                                        kept ->
                                                tx.preparedQuery(TAKE)
                                                        .execute(Tuple.of(owner, kept.size()))
                                                        .map(taken -> held(kept, taken))));
    }

    /** Takes all shards, whoever holds them: for the one who reads the replication slot. */
    Future<Void> seize() {
        return database.query(SEIZE, Tuple.of(owner)).mapEmpty();
    }

    /** Gives all that this node holds to whoever wants it. */
    Future<Void> releaseAll() {
        return database.query(RELEASE_ALL, Tuple.of(owner)).mapEmpty();
    }

    @Override
    public Future<Void> release(Collection<Integer> shards) {
        var numbers = shards.stream().map(Integer::shortValue).toArray(Short[]::new);
        return database.query(RELEASE, Tuple.of(owner, (Object) numbers)).mapEmpty();
    }

    @Override
    public Future<Void> leave() {
        return database.query(LEAVE, Tuple.of(owner)).mapEmpty();
    }

    @Override
    public Future<Void> sweep() {
        return database.query(FORGET, Tuple.tuple()).mapEmpty();
    }

    private static Held held(RowSet<Row> kept, RowSet<Row> taken) {
        var epochs =
                java.util.stream.Stream.concat(kept.stream(), taken.stream())
                        .collect(
                                Collectors.toMap(
                                        row -> row.getInteger("shard"),
                                        row -> row.getLong("epoch")));
        var share =
                java.util.stream.Stream.concat(kept.stream(), taken.stream())
                        .mapToInt(row -> row.getInteger("share"))
                        .max()
                        .orElse(OutboundRecord.SHARDS);
        return new Held(epochs, share);
    }
}
