package dev.souk.cluster.events;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** What the server tells of a slot, on a connection of its own. For one thread. */
final class SlotStream implements AutoCloseable {

    private final Connection connection;
    private final PGReplicationStream stream;
    private final int process;

    private SlotStream(Connection connection, PGReplicationStream stream, int process) {
        this.connection = connection;
        this.stream = stream;
        this.process = process;
    }

    /** Fails where another one reads from the slot. Takes the connection over. */
    static SlotStream open(Connection connection, String slot) throws SQLException {
        try {
            var postgres = connection.unwrap(PGConnection.class);
            var stream =
                    postgres.getReplicationAPI()
                            .replicationStream()
                            .logical()
                            .withSlotName(slot)
                            .withSlotOption("proto_version", 1)
                            .withSlotOption("publication_names", Slot.PUBLICATION)
                            .withSlotOption("binary", true)
                            .withStatusInterval(1, TimeUnit.SECONDS)
                            .withAutomaticFlush(false)
                            .start();
            return new SlotStream(connection, stream, postgres.getBackendPID());
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** The server's process that tells. */
    int process() {
        return process;
    }

    /** The next message, or null where none has come yet. */
    @Nullable ByteBuffer next() throws SQLException {
        return stream.readPending();
    }

    /** Up to where the server has told all there is. */
    long received() {
        return stream.getLastReceiveLSN().asLong();
    }

    /** The server need not keep what was before this place; it hears of it within a second. */
    void confirm(long place) {
        if (place > 0) {
            var number = LogSequenceNumber.valueOf(place);
            stream.setAppliedLSN(number);
            stream.setFlushedLSN(number);
        }
    }

    /** Says at once what was confirmed, and that this end is alive. */
    void report() throws SQLException {
        stream.forceUpdateStatus();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
