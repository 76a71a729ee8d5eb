package dev.souk.contract;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A source of UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random
 * bits, so that ids made later sort later. Ids of one source made in the same millisecond are still
 * in order, by a counter in the 12 bits after the version (section 6.2, method 1). Safe for use by
 * several threads.
 */
public final class Ids {

    private static final int COUNTER_LIMIT = 1 << 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastMillis;
    private int counter;

    /**
     * @param clock gives the milliseconds
     * @param random gives the other bits; must be unpredictable where guessing an id must not help
     */
    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The next id. */
    public UUID next() {
        var tick = nextTick();
        var high = ((tick / COUNTER_LIMIT) << 16) | 0x7000L | (tick % COUNTER_LIMIT);
        var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** When an id of version 7 was made, to the millisecond. */
    public static Instant timeOf(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("not a UUID of version 7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    private synchronized long nextTick() {
        var now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            lastMillis++;
            counter = 0;
        }
        return lastMillis * COUNTER_LIMIT + counter;
    }
}
