package dev.souk.cluster.resilience;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * The power of two choices: the cheaper of two candidates taken at random (Mitzenmacher, 2001).
 * Better than the cheapest of all, since many callers with the same old news don't all run to the
 * same candidate.
 */
public final class Choice {

    private Choice() {}

    /**
     * One of the candidates.
     *
     * @param cost what one more costs there; read for two candidates only
     * @throws IllegalArgumentException if there is no candidate
     */
    public static <T> T of(List<T> candidates, ToDoubleFunction<T> cost, RandomGenerator random) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("nobody to choose from");
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        var first = random.nextInt(candidates.size());
        var step = 1 + random.nextInt(candidates.size() - 1);
        var one = candidates.get(first);
        var other = candidates.get((first + step) % candidates.size());
        return cost.applyAsDouble(one) <= cost.applyAsDouble(other) ? one : other;
    }
}
