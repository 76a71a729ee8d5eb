package dev.souk.cluster.events;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that no attempt could handle, or that waits behind such a one.
 *
 * @param id names it for {@link DeadLetters#replay}
 * @param position grows with each that is parked
 * @param group whose handler failed
 * @param topic the topic that it came from
 * @param key the aggregate, whose later events wait too
 * @param type the event's type
 * @param reason why the last attempt failed; for an event that waits, that it waits
 * @param attempts how often it was tried
 * @param parkedAt since when
 */
public record DeadLetter(
        UUID id,
        long position,
        String group,
        String topic,
        String key,
        String type,
        String reason,
        int attempts,
        Instant parkedAt) {}
