package dev.souk.catalog.search;

import dev.souk.catalog.app.ProductSearch.Count;
import dev.souk.catalog.app.ProductSearch.Facets;
import dev.souk.catalog.app.ProductSearch.PriceCount;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what the hits are like, by the columns that the index keeps beside the words. */
final class FacetCounts implements CollectorManager<FacetCounts.Counter, Facets> {

    private static final int MOST_VALUES = 30;
    private static final long[] PRICES = {0, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000};

    @Override
    public Counter newCollector() {
        return new Counter();
    }

    @Override
    public Facets reduce(Collection<Counter> counters) {
        var categories = new HashMap<String, Long>();
        var brands = new HashMap<String, Long>();
        var prices = new long[PRICES.length];
        for (var counter : counters) {
            counter.categories.forEach((value, count) -> categories.merge(value, count, Long::sum));
            counter.brands.forEach((value, count) -> brands.merge(value, count, Long::sum));
            for (var i = 0; i < prices.length; i++) {
                prices[i] += counter.prices[i];
            }
        }
        return new Facets(top(categories), top(brands), ranges(prices));
    }

    private static List<Count> top(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(
                        Comparator.comparingLong(Count::count)
                                .reversed()
                                .thenComparing(Count::value))
                .limit(MOST_VALUES)
                .toList();
    }

    private static List<PriceCount> ranges(long[] prices) {
        var ranges = new ArrayList<PriceCount>();
        for (var i = 0; i < prices.length; i++) {
            if (prices[i] > 0) {
                var to = i + 1 < PRICES.length ? Long.valueOf(PRICES[i + 1]) : null;
                ranges.add(new PriceCount(PRICES[i], to, prices[i]));
            }
        }
        return ranges;
    }

    private static int range(long price) {
        var range = PRICES.length - 1;
        while (range > 0 && price < PRICES[range]) {
            range--;
        }
        return range;
    }

    /** Counts in one thread. */
    static final class Counter implements Collector {

        private final Map<String, Long> categories = new HashMap<>();
        private final Map<String, Long> brands = new HashMap<>();
        private final long[] prices = new long[PRICES.length];

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
            return new Leaf(
                    DocValues.getSortedSet(leaf.reader(), Fields.CATEGORY_SLUG),
                    DocValues.getSorted(leaf.reader(), Fields.BRAND_NAME),
                    DocValues.getNumeric(leaf.reader(), Fields.PRICE));
        }

        private final class Leaf implements LeafCollector {

            private final SortedSetDocValues category;
            private final SortedDocValues brand;
            private final NumericDocValues price;
            private final long[] byCategory;
            private final long[] byBrand;

            Leaf(SortedSetDocValues category, SortedDocValues brand, NumericDocValues price) {
                this.category = category;
                this.brand = brand;
                this.price = price;
                this.byCategory = new long[(int) category.getValueCount()];
                this.byBrand = new long[brand.getValueCount()];
            }

            @Override
            public void setScorer(Scorable scorer) {}

            @Override
            public void collect(int document) throws IOException {
                if (category.advanceExact(document)) {
                    for (var i = 0; i < category.docValueCount(); i++) {
                        byCategory[(int) category.nextOrd()]++;
                    }
                }
                if (brand.advanceExact(document)) {
                    byBrand[brand.ordValue()]++;
                }
                if (price.advanceExact(document)) {
                    prices[range(price.longValue())]++;
                }
            }

            @Override
            public void finish() throws IOException {
                for (var ord = 0; ord < byCategory.length; ord++) {
                    if (byCategory[ord] > 0) {
                        var value = category.lookupOrd(ord).utf8ToString();
                        categories.merge(value, byCategory[ord], Long::sum);
                    }
                }
                for (var ord = 0; ord < byBrand.length; ord++) {
                    if (byBrand[ord] > 0) {
                        brands.merge(brand.lookupOrd(ord).utf8ToString(), byBrand[ord], Long::sum);
                    }
                }
            }
        }
    }
}
