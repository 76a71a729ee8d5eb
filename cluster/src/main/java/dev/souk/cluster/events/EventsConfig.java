package dev.souk.cluster.events;

/**
 * How a service's events reach Kafka.
 *
 * @param service the service's name; part of transactional ids, and the events' source
 * @param nodeId who holds leases; unique among all nodes, new at each start
 * @param bootstrap the brokers, as in {@code host:port,host:port}
 * @param relay how events leave the outbox; the same on all nodes, but while it is being changed
 * @param slotAlarmBytes how much of the write-ahead log the replication slot may hold back before
 *     the service counts as degraded
 */
public record EventsConfig(
        String service, String nodeId, String bootstrap, RelayMode relay, long slotAlarmBytes) {

    private static final long SLOT_ALARM_BYTES = 256L * 1024 * 1024;

    /** With the polling relay. */
    public EventsConfig(String service, String nodeId, String bootstrap) {
        this(service, nodeId, bootstrap, RelayMode.POLL, SLOT_ALARM_BYTES);
    }
}
