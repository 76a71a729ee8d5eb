package dev.souk.simulation.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code gcra.lua} does, in Java, with Redis' time as an argument: production has the
 * algorithm in Lua only. {@code GcraIT} holds the two against each other.
 */
public final class Gcra {

    private static final double NEARLY = 0.000001;

    private final Map<String, Double> wholeAt = new HashMap<>();

    /** One key of the script, and the figures that belong to it. */
    public record Charge(String key, long cost, long limit, long windowMicros) {

        private double interval() {
            return (double) windowMicros / limit;
        }
    }

    /**
     * The script's answer for one charge, in microseconds.
     *
     * @param remaining what may still be taken at once
     * @param resetMicros until the quota is whole again
     * @param retryMicros until the charge would fit; zero where it did
     */
    public record Answer(long remaining, long resetMicros, long retryMicros) {}

    /** What the script's first loop finds out about one charge. */
    record Turn(double before, double after, long late) {}

    /** Takes all charges, or none. */
    public List<Answer> take(List<Charge> charges, long nowMicros) {
        return write(charges, read(charges, nowMicros, false), nowMicros);
    }

    /** Gives charges back. */
    public List<Answer> give(List<Charge> charges, long nowMicros) {
        return write(charges, read(charges, nowMicros, true), nowMicros);
    }

    /** Forgets everything. */
    void flush() {
        wholeAt.clear();
    }

    /** The first loop. */
    List<Turn> read(List<Charge> charges, long now, boolean give) {
        return charges.stream().map(charge -> turn(charge, now, give)).toList();
    }

    /** The second loop. */
    List<Answer> write(List<Charge> charges, List<Turn> turns, long now) {
        var fits = turns.stream().allMatch(turn -> turn.late() == 0);
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < turns.size(); i++) {
            answers.add(write(charges.get(i), turns.get(i), now, fits));
        }
        return answers;
    }

    private Turn turn(Charge charge, long now, boolean give) {
        var arrival = Math.max((double) now, wholeAt.getOrDefault(charge.key(), (double) now));
        var price = charge.cost() * charge.interval();
        var next = give ? Math.max((double) now, arrival - price) : arrival + price;
        var wait = (long) Math.ceil(next - charge.windowMicros() - now);
        return wait > 0 && !give ? new Turn(arrival, arrival, wait) : new Turn(arrival, next, 0);
    }

    private Answer write(Charge charge, Turn turn, long now, boolean fits) {
        var arrival = fits ? turn.after() : turn.before();
        if (fits) {
            keep(charge.key(), arrival, now);
        }
        var room = now + (double) charge.windowMicros() - arrival;
        return new Answer(
                (long) Math.floor(room / charge.interval() + NEARLY),
                (long) Math.ceil(arrival - now),
                turn.late());
    }

    /** Kept as a whole number of microseconds, as the script writes it. */
    private void keep(String key, double arrival, long now) {
        if (arrival > now) {
            wholeAt.put(key, Math.rint(arrival));
        } else {
            wholeAt.remove(key);
        }
    }
}
