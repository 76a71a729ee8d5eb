package dev.souk.order.store;

import dev.souk.cluster.sql.Database;

/** What one node reads of how orders came to be what they are. */
public record PgRecords(PgOrderChanges changes, PgOrderProjection projection, PgTimeline timeline) {

    public static PgRecords over(Database database, Author author) {
        return new PgRecords(
                new PgOrderChanges(database),
                new PgOrderProjection(database, author),
                new PgTimeline(database));
    }
}
