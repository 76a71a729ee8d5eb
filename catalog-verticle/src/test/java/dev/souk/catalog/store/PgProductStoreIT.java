package dev.souk.catalog.store;

import static dev.souk.catalog.store.Shop.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.app.ChangeFeed;
import dev.souk.catalog.app.ChangeProduct;
import dev.souk.catalog.app.CreateProduct;
import dev.souk.catalog.app.CreateProduct.Draft;
import dev.souk.catalog.app.ProductStore.Listing;
import dev.souk.catalog.app.ProductStore.Position;
import dev.souk.catalog.app.StockStore.Adjustment;
import dev.souk.catalog.domain.Category;
import dev.souk.catalog.domain.Change;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.ProductOrder;
import dev.souk.catalog.domain.ProductPatch;
import dev.souk.catalog.domain.Reservation.Step;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.domain.StockedProduct;
import dev.souk.contract.Money;
import dev.souk.contract.ServiceFailure;
import dev.souk.testkit.Eventually;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PgProductStoreIT {

    private final Shop shop = new Shop();
    private final CreateProduct create = new CreateProduct(shop.products, shop.facts);
    private final ChangeProduct change = new ChangeProduct(shop.products, shop.facts);

    @BeforeAll
    void categories() {
        await(shop.categories.create(new Category("home", "Home", null)));
        await(shop.categories.create(new Category("mugs", "Mugs", "home")));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void readsBackWhatItWrote() {
        var made = make("READ-1", "Blue mug", "mugs", 900);

        assertThat(await(shop.products.find(made.product().id()))).contains(made);
        assertThat(await(shop.products.findBySlug(made.product().slug()))).contains(made);
        assertThat(made.product().slug()).isEqualTo("blue-mug");
    }

    @Test
    void givesTwoProductsOfOneNameDifferentSlugs() {
        var one = make("TWIN-1", "Twin cup", "mugs", 900);
        var two = make("TWIN-2", "Twin cup", "mugs", 900);

        assertThat(one.product().slug()).isEqualTo("twin-cup");
        assertThat(two.product().slug()).isEqualTo("twin-cup-twin-2");
    }

    @Test
    void neverUsesASkuAgain() {
        var made = make("ONCE-1", "Once", "mugs", 900);
        await(change.delete(made.product().id(), OptionalLong.of(1)));

        assertThat(await(shop.products.find(made.product().id()))).isEmpty();
        assertThatThrownBy(() -> make("ONCE-1", "Again", "mugs", 900))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("sku-taken"));
    }

    @Test
    void refusesACategoryThatIsNotThere() {
        assertThatThrownBy(() -> make("NOCAT-1", "Lost", "nowhere", 900))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("unknown-category"));
    }

    @Test
    void listsEveryProductOnceInEachOrderWhateverThePageSize() {
        for (var i = 0; i < 7; i++) {
            assertThat(make("LIST-" + i, "Item " + (char) ('g' - i), "mugs", 500 + i % 3))
                    .isNotNull();
        }
        for (var order : ProductOrder.values()) {
            var whole = await(shop.products.list(new Listing("home", order, 1_000, null)));
            var paged = new ArrayList<UUID>();
            @Nullable Position after = null;
            while (true) {
                var page = await(shop.products.list(new Listing("home", order, 3, after)));
                if (page.isEmpty()) {
                    break;
                }
                page.forEach(listed -> paged.add(listed.product().product().id()));
                after = page.get(page.size() - 1).position();
            }
            assertThat(paged)
                    .isEqualTo(
                            whole.stream().map(listed -> listed.product().product().id()).toList())
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void changesOnlyTheVersionThatIsMeant() {
        var made = make("STALE-1", "Old", "mugs", 900);
        var id = made.product().id();
        var next = await(change.change(id, OptionalLong.of(1), price(950)));

        assertThat(next.product().version()).isEqualTo(2);
        assertThatThrownBy(() -> await(change.change(id, OptionalLong.of(1), price(990))))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("stale-version"));
        assertThat(await(change.change(id, OptionalLong.of(2), price(950)))).isEqualTo(next);
    }

    @Test
    void changesTheModeOfStockOnlyWithNothingReserved() {
        var id = shop.product(5);
        assertThat(shop.reserve(shop.request(new OrderLine(id, 1)))).isNotNull();

        assertThatThrownBy(
                        () ->
                                await(
                                        change.change(
                                                id,
                                                OptionalLong.empty(),
                                                mode(StockMode.UNTRACKED))))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("stock-reserved"));
    }

    @Test
    void takesUnitsBackToWhereTheyCameFromWhateverTheModeIsByThen() {
        var id = shop.product(5);
        var counted = sold(id, 2);
        await(change.change(id, OptionalLong.empty(), mode(StockMode.UNTRACKED)));
        var uncounted = sold(id, 9);
        giveBack(counted);
        await(change.change(id, OptionalLong.empty(), mode(StockMode.TRACKED)));
        giveBack(uncounted);

        var stock = shop.stockOf(id);
        assertThat(stock.available()).isEqualTo(5);
        assertThat(stock.sold()).isZero();
        assertThat(shop.ledgerOf(id)).containsExactly(5L, 0L, 0L);
    }

    private UUID sold(UUID product, int quantity) {
        var request = shop.request(new OrderLine(product, quantity));
        assertThat(shop.reserve(request)).isInstanceOf(ReservationVerdict.Reserved.class);
        moved(request.orderId(), Step.COMMIT);
        return request.orderId();
    }

    private void giveBack(UUID order) {
        moved(order, Step.RELEASE);
    }

    private void moved(UUID order, Step step) {
        assertThat(await(shop.reservations.move(List.of(new Request(order, step)))))
                .allMatch(Result::done);
    }

    @Test
    void adjustsStockNeverBelowZeroAndKeepsTheLedger() {
        var id = shop.product(5);
        var adjusted = await(shop.stock.adjust(new Adjustment(id, -5, "broken", "tester")));

        assertThat(adjusted.stock().available()).isZero();
        assertThatThrownBy(() -> await(shop.stock.adjust(new Adjustment(id, -1, "more", "tester"))))
                .isInstanceOfSatisfying(
                        ServiceFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("insufficient-stock"));
        var ledger = await(shop.stock.ledger(id, 10, Optional.empty()));
        assertThat(ledger).extracting(entry -> entry.entry().quantity()).containsExactly(-5L, 5L);
        assertThat(ledger.get(0).reason()).isEqualTo("broken");
        assertThat(await(shop.stock.entry(id, adjusted.entryId()))).contains(ledger.get(0));
    }

    @Test
    void publishesAProductWhoseStockMovedOnceForAllMoves() {
        var id = shop.product(50);
        for (var i = 0; i < 5; i++) {
            assertThat(shop.reserve(shop.request(new OrderLine(id, 1)))).isNotNull();
        }
        Eventually.holds(
                "its state is published",
                () -> {
                    await(shop.stock.publishMoved(100));
                    return states(id) > 1;
                });
        assertThat(states(id)).isEqualTo(2);
        assertThat(await(shop.stock.publishMoved(100))).isZero();
    }

    @Test
    void tellsWhatHasChangedSinceAMarkDeletedProductsToo() {
        var feed = new PgChangeFeed(shop.database, shop.products, shop.categories);
        var first = await(feed.since(ChangeFeed.START));
        var made = make("FEED-1", "Fed", "mugs", 900);
        var second = await(feed.since(first.mark()));
        await(change.delete(made.product().id(), OptionalLong.empty()));
        var third = await(feed.since(second.mark()));

        assertThat(first.ids()).doesNotContain(made.product().id());
        assertThat(second.ids()).contains(made.product().id());
        assertThat(third.ids()).contains(made.product().id());
    }

    private long states(UUID id) {
        return shop.numbers(
                        """
                        SELECT count(*) FROM outbox WHERE topic = 'souk.product-state' AND key = $1
                        """,
                        id.toString())
                .get(0);
    }

    private StockedProduct make(String sku, String name, String category, long price) {
        var details =
                new ProductDetails(
                        name,
                        "Good for tea",
                        category,
                        "Potter",
                        new Money(price, "EUR"),
                        List.of("https://img.test/1.jpg"),
                        Map.of("colour", "blue", "volume", 300, "glazed", true),
                        4);
        return await(create.create(new Draft(sku, details, StockMode.TRACKED, 3), "tester"));
    }

    private static ProductPatch price(long amount) {
        return patch(new Change.Set<>(amount), new Change.Keep<>());
    }

    private static ProductPatch mode(StockMode mode) {
        return patch(new Change.Keep<>(), new Change.Set<>(mode));
    }

    private static ProductPatch patch(Change<Long> amount, Change<StockMode> mode) {
        return new ProductPatch(
                new Change.Keep<>(),
                new Change.Keep<>(),
                new Change.Keep<>(),
                new Change.Keep<>(),
                amount,
                new Change.Keep<>(),
                new Change.Keep<>(),
                Map.of(),
                false,
                new Change.Keep<>(),
                mode);
    }
}
