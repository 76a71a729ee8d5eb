package dev.souk.simulation.engine;

import java.time.Duration;

/**
 * How messages fare.
 *
 * @param lost how many of a thousand never arrive
 * @param doubled how many of a thousand arrive twice
 * @param slow how many of a thousand take up to the slowest time
 * @param usual the longest time that the others take
 */
public record Weather(int lost, int doubled, int slow, Duration usual, Duration slowest) {

    /** Everything arrives, once and soon. */
    public static Weather calm() {
        return new Weather(0, 0, 0, Duration.ofMillis(2), Duration.ofMillis(2));
    }

    /** Some of everything, drawn anew for each run. */
    public static Weather storm(Chance chance) {
        return new Weather(
                chance.between(0, 30),
                chance.between(0, 30),
                chance.between(0, 100),
                Duration.ofMillis(chance.between(1, 20)),
                Duration.ofMillis(chance.between(100, 4_000)));
    }

    /** A time that one message takes. */
    Duration delay(Chance chance) {
        return chance.between(Duration.ZERO, chance.perMille(slow) ? slowest : usual);
    }
}
