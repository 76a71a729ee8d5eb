/**
 * Durable facts on their way: written to the outbox with the state, relayed to Kafka in order,
 * consumed at least once with their effect exactly once, and parked with their key where no attempt
 * helps.
 */
@NullMarked
package dev.souk.cluster.events;

import org.jspecify.annotations.NullMarked;
