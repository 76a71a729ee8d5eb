package dev.souk.simulation.engine;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All the randomness of a run, drawn from its seed. */
public final class Chance implements RandomGenerator {

    private final SplittableRandom random;

    public Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** A source of its own, so that what one part draws doesn't shift what another does. */
    public Chance split() {
        return new Chance(random.split());
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /** Whether something of so many cases in a thousand happens. */
    public boolean perMille(int cases) {
        return random.nextInt(1_000) < cases;
    }

    /** A number from the first to the last. */
    public int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    /** A time between two others, to the microsecond. */
    public Duration between(Duration shortest, Duration longest) {
        var micros = random.nextLong(shortest.toNanos() / 1_000, longest.toNanos() / 1_000 + 1);
        return Duration.ofNanos(micros * 1_000);
    }

    /** One of several. */
    public <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
