package dev.souk.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.catalog.app.ProductSearch.Count;
import dev.souk.catalog.app.ProductSearch.Hit;
import dev.souk.catalog.app.ProductSearch.Query;
import dev.souk.catalog.app.ProductSearch.Ranked;
import dev.souk.catalog.app.ProductSearch.Sort;
import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.Product;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.Stock;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.Money;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProductIndexTest {

    private static final CategoryTree TREE =
            new CategoryTree(
                    List.of(
                            new Category("kitchen", "Kitchen", null),
                            new Category("coffee", "Coffee makers", "kitchen"),
                            new Category("toys", "Toys", null)));

    private final Vertx vertx = Vertx.vertx();
    private final List<StockedProduct> products =
            List.of(
                    product(1, "Café crème cup", "coffee", "Bohème", 900, 5),
                    product(2, "Espresso machine Aurora", "coffee", "Velluto", 24_900, 0),
                    product(3, "Wooden train set", "toys", "Kiefer", 3_900, 2),
                    product(4, "Coffee grinder Molino", "coffee", "Velluto", 8_900, 9),
                    product(5, "Train station <deluxe>", "toys", "Kiefer", 5_900, 1));

    private @Nullable ProductIndex opened;

    @BeforeAll
    void fill(@TempDir Path folder) {
        opened = await(ProductIndex.open(vertx, folder));
        await(index().update(products, TREE, List.of()));
    }

    @AfterAll
    void close() {
        await(index().close());
        await(vertx.close());
    }

    @Test
    void forgivesAccents() {
        assertThat(names("cafe creme")).containsExactly("Café crème cup");
        assertThat(names("boheme")).containsExactly("Café crème cup");
    }

    @Test
    void forgivesUnfinishedWords() {
        assertThat(names("espr")).containsExactly("Espresso machine Aurora");
        assertThat(names("coffee gri")).containsExactly("Coffee grinder Molino");
    }

    @Test
    void forgivesSlips() {
        assertThat(names("expresso")).containsExactly("Espresso machine Aurora");
        assertThat(names("woden trian")).containsExactly("Wooden train set");
        assertThat(names("ginder")).containsExactly("Coffee grinder Molino");
    }

    @Test
    void findsASkuExactly() {
        assertThat(names("sku-3")).startsWith("Wooden train set");
    }

    @Test
    void findsMostOfTheWordsWhereNothingHasAll() {
        assertThat(names("wooden zebra")).containsExactly("Wooden train set");
    }

    @Test
    void filtersByCategoryWithAllThatLiesInItAndByBrandPriceAndStock() {
        assertThat(found(query("", "kitchen", null, null, null, null))).hasSize(3);
        assertThat(found(query("", null, "Kiefer", null, null, null))).hasSize(2);
        assertThat(found(query("", null, null, 5_000L, 10_000L, null))).hasSize(2);
        assertThat(found(query("", "coffee", null, null, null, true))).hasSize(2);
        assertThat(found(query("", "coffee", null, null, null, false))).hasSize(1);
    }

    @Test
    void countsWhatWasFound() {
        var facets =
                await(index().search(query("train", null, null, null, null, null), 10, none()))
                        .facets();

        assertThat(facets.categories()).containsExactly(new Count("toys", 2));
        assertThat(facets.brands()).containsExactly(new Count("Kiefer", 2));
        assertThat(facets.prices())
                .extracting(range -> range.from())
                .containsExactly(2_500L, 5_000L);
    }

    @Test
    void marksTheWordsInSafeHtml() {
        var hits = await(index().search(text("station"), 10, none())).hits();

        assertThat(hits.get(0).highlights().get("name"))
                .isEqualTo("Train <em>station</em> &lt;deluxe&gt;");
    }

    @Test
    void pagesByPriceWithoutGapOrRepeat() {
        var query = new Query("", null, null, null, null, null, Sort.CHEAPEST);
        var seen = new ArrayList<String>();
        Optional<Hit> after = none();
        while (true) {
            var page = await(index().search(query, 2, after)).hits();
            if (page.isEmpty()) {
                break;
            }
            page.forEach(hit -> seen.add(hit.sortKey()));
            after = Optional.of(page.get(page.size() - 1));
        }
        assertThat(seen).containsExactly("900", "3900", "5900", "8900", "24900");
    }

    @Test
    void ranksAndReadsARankingAgain() {
        var hits = await(index().search(text("train"), 1, none()));
        assertThat(hits.hits()).hasSize(1);
        assertThat(hits.ranking()).hasSize(2);

        var second = hits.ranking().subList(1, 2);
        var again = await(index().reread(text("train"), second));
        assertThat(again.hits()).extracting(Hit::id).containsExactly(second.get(0).id());
        assertThat(again.hits().get(0).highlights()).containsKey("name");
        assertThat(again.facets().brands()).containsExactly(new Count("Kiefer", 2));
    }

    @Test
    void leavesOutNothingOfARankingThatIsGone() {
        var gone = new Ranked(new UUID(1, 1), 1);

        assertThat(await(index().reread(text("train"), List.of(gone))).hits()).hasSize(1);
    }

    @Test
    void completesBrandsCategoriesAndProducts() {
        var suggestions = await(index().suggest("vel", 8));

        assertThat(suggestions.get(0).text()).isEqualTo("Velluto");
        assertThat(suggestions.get(0).kind()).isEqualTo("brand");
        assertThat(suggestions)
                .extracting(one -> one.text())
                .contains("Coffee grinder Molino", "Espresso machine Aurora");
        assertThat(await(index().suggest("!?", 8))).isEmpty();
    }

    @Test
    void bearsWhateverPeopleType() {
        for (var text : List.of("\"", "a AND (", "*", "~", "ΩΩΩ", "x".repeat(200), "🙂 🙂")) {
            assertThat(found(query(text, null, null, null, null, null))).isNotNull();
        }
    }

    private ProductIndex index() {
        return Objects.requireNonNull(opened);
    }

    private List<String> names(String text) {
        return found(query(text, null, null, null, null, null));
    }

    private List<String> found(Query query) {
        return await(index().search(query, 10, none())).hits().stream()
                .map(hit -> name(hit.id()))
                .toList();
    }

    private String name(UUID id) {
        return products.stream()
                .map(StockedProduct::product)
                .filter(product -> product.id().equals(id))
                .findFirst()
                .orElseThrow()
                .details()
                .name();
    }

    private static Query text(String text) {
        return query(text, null, null, null, null, null);
    }

    private static Query query(
            String text,
            @Nullable String category,
            @Nullable String brand,
            @Nullable Long minPrice,
            @Nullable Long maxPrice,
            @Nullable Boolean inStock) {
        return new Query(text, category, brand, minPrice, maxPrice, inStock, Sort.RELEVANCE);
    }

    private static Optional<Hit> none() {
        return Optional.empty();
    }

    private static StockedProduct product(
            int number, String name, String category, String brand, long price, long units) {
        var id = new UUID(0x7000L, number);
        var details =
                new ProductDetails(
                        name,
                        null,
                        category,
                        brand,
                        new Money(price, "EUR"),
                        List.of(),
                        Map.of(),
                        null);
        var product = Product.create(id, "SKU-" + number, "slug", details, Instant.EPOCH);
        return new StockedProduct(product, Stock.fresh(id, StockMode.TRACKED, units));
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
