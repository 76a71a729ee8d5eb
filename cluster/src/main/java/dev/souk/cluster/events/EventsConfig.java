package dev.souk.cluster.events;

/**
 * How a service's events reach Kafka.
 *
 * @param service the service's name; part of transactional ids, and the events' source
 * @param nodeId who holds leases; unique among all nodes, new at each start
 * @param bootstrap the brokers, as in {@code host:port,host:port}
 */
public record EventsConfig(String service, String nodeId, String bootstrap) {}
