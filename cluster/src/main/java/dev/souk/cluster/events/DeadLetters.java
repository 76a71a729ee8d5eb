package dev.souk.cluster.events;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The events that a service could not handle: a list, and a way to try again. */
public interface DeadLetters {

    /**
     * Parked events in the order of their positions, of one topic or of all.
     *
     * @param after the position after which to go on; 0 for the start
     */
    Future<List<DeadLetter>> list(Optional<String> topic, long after, int limit);

    /**
     * Tries the event's key again: its parked events in order, until none is left (the key then
     * flows again) or one fails.
     *
     * @return whether the key is free; fails with {@code NOT_FOUND} where no such event is parked
     */
    Future<Boolean> replay(UUID id);
}
