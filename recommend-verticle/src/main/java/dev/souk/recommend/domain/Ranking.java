package dev.souk.recommend.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Puts products into an order by what is known of them. Scores are from 0 to 1. */
public final class Ranking {

    /** Why a product is shown. */
    public enum Reason {
        BOUGHT_TOGETHER("bought-together"),
        ALIKE("alike"),
        SELLING_NOW("selling-now");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The reason's name in the contract. */
        public String word() {
            return word;
        }
    }

    /** A product to show. */
    public record Ranked(UUID productId, double score, Reason reason) {}

    /**
     * How often a product was bought together with one that is at hand.
     *
     * @param together orders with both
     * @param mine orders with the one at hand
     * @param others orders with this product
     */
    public record Together(UUID productId, long together, long mine, long others) {

        /**
         * The cosine of the two products over all orders (Linden, Smith, York: Amazon.com
         * Recommendations, 2003): what everybody buys anyway counts for less.
         */
        double cosine() {
            return mine == 0 || others == 0
                    ? 0
                    : Math.min(1, together / Math.sqrt((double) mine * others));
        }
    }

    /** How much of a product was sold lately. */
    public record Selling(UUID productId, long units) {}

    private static final Comparator<Ranked> BEST_FIRST =
            Comparator.comparingDouble(Ranked::score).reversed().thenComparing(Ranked::productId);

    private Ranking() {}

    /** Products bought with any of those at hand; one that goes with several adds its scores up. */
    public static List<Ranked> boughtTogether(Collection<Together> counts) {
        var scores = new HashMap<UUID, Double>();
        for (var count : counts) {
            scores.merge(
                    count.productId(), count.cosine(), (one, other) -> 1 - (1 - one) * (1 - other));
        }
        return ranked(scores, Reason.BOUGHT_TOGETHER);
    }

    /** What sells most, in proportion to the best. */
    public static List<Ranked> sellingNow(Collection<Selling> sales) {
        var most = sales.stream().mapToLong(Selling::units).max().orElse(0);
        var scores = new HashMap<UUID, Double>();
        for (var sale : sales) {
            if (sale.units() > 0) {
                scores.put(sale.productId(), (double) sale.units() / most);
            }
        }
        return ranked(scores, Reason.SELLING_NOW);
    }

    /** The lists one after another, each product once, without those that are left out. */
    public static List<Ranked> merge(int limit, Set<UUID> leftOut, List<List<Ranked>> lists) {
        var shown = new ArrayList<Ranked>();
        var seen = new java.util.HashSet<>(leftOut);
        for (var list : lists) {
            for (var ranked : list) {
                if (shown.size() < limit && seen.add(ranked.productId())) {
                    shown.add(ranked);
                }
            }
        }
        return shown;
    }

    private static List<Ranked> ranked(Map<UUID, Double> scores, Reason reason) {
        return scores.entrySet().stream()
                .map(entry -> new Ranked(entry.getKey(), entry.getValue(), reason))
                .filter(ranked -> ranked.score() > 0)
                .sorted(BEST_FIRST)
                .toList();
    }
}
