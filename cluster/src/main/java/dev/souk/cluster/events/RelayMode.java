package dev.souk.cluster.events;

/** How events come from the outbox's table to the relay. */
public enum RelayMode {
    /** The table is asked. */
    POLL,
    /** The write-ahead log tells, by logical replication. */
    CDC
}
