package dev.souk.proof.load;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What there is to buy.
 *
 * @param hot what everybody wants
 * @param scarce what runs out
 * @param limited what a customer may have few of
 * @param spread the rest
 */
public record Goods(
        List<Product> hot, List<Product> scarce, List<Product> limited, List<Product> spread) {

    private static final int HOT_PERCENT = 45;
    private static final int SCARCE_PERCENT = 4;
    private static final int LIMITED_PERCENT = 3;

    /** A product. */
    public record Product(String id, long price) {}

    public Goods {
        hot = List.copyOf(hot);
        scarce = List.copyOf(scarce);
        limited = List.copyOf(limited);
        spread = List.copyOf(spread);
    }

    /** Nothing yet. */
    public static Goods none() {
        return new Goods(List.of(), List.of(), List.of(), List.of());
    }

    /** What a customer looks at next. */
    Product choose(RandomGenerator random) {
        var dice = random.nextInt(100);
        var shelf = spread;
        if (dice < HOT_PERCENT) {
            shelf = hot;
        } else if (dice < HOT_PERCENT + SCARCE_PERCENT) {
            shelf = scarce;
        } else if (dice < HOT_PERCENT + SCARCE_PERCENT + LIMITED_PERCENT) {
            shelf = limited;
        }
        return shelf.get(random.nextInt(shelf.size()));
    }
}
