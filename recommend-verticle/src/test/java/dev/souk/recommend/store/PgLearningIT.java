package dev.souk.recommend.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.contract.Money;
import dev.souk.recommend.app.Learning.Known;
import dev.souk.recommend.app.Recommend;
import dev.souk.recommend.app.SalesStore.Sold;
import dev.souk.recommend.app.SalesStore.Span;
import dev.souk.recommend.app.SalesStore.Windowed;
import dev.souk.recommend.domain.Ranking.Ranked;
import dev.souk.recommend.domain.Ranking.Reason;
import dev.souk.recommend.domain.Sale;
import dev.souk.recommend.domain.Window;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PgLearningIT {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:30Z");
    private static final UUID ANN = new UUID(9, 1);
    private static final UUID BOB = new UUID(9, 2);
    private static final UUID LAMP = new UUID(1, 1);
    private static final UUID MUG = new UUID(1, 2);
    private static final UUID BAG = new UUID(1, 3);
    private static final UUID KITE = new UUID(1, 4);

    private final Vertx vertx = Vertx.vertx();
    private final Database database =
            await(
                    Database.open(
                            vertx,
                            DatabaseConfig.of(TestServers.newDatabase(), 4, "test"),
                            "db/cluster",
                            "db/recommend"));
    private final PgLearning learning = new PgLearning();
    private final Recommend recommend =
            new Recommend(new PgRecommendStore(database), InstantSource.fixed(NOON));
    private final PgSalesStore sales = new PgSalesStore(database);

    @BeforeAll
    void learn() {
        Eventually.holds("the database answers", () -> database.check().map(true).await());
        known(LAMP, "lighting", "Lumen", 1);
        known(MUG, "tableware", "Harrow", 1);
        known(BAG, "luggage", "Kompass", 1);
        known(KITE, "lighting", "Kompass", 1);
        sold(ANN, NOON, LAMP, MUG);
        sold(BOB, NOON.plusSeconds(60), LAMP, MUG, BAG);
        sold(BOB, NOON.plusSeconds(3_600), BAG);
    }

    @AfterAll
    void close() {
        await(database.close());
        await(vertx.close());
    }

    @Test
    void relatesWhatWasBoughtTogetherThenWhatIsAlike() {
        var related = await(recommend.related(LAMP, 10));

        assertThat(related).extracting(Ranked::productId).containsExactly(MUG, BAG, KITE);
        assertThat(related)
                .extracting(Ranked::reason)
                .containsExactly(Reason.BOUGHT_TOGETHER, Reason.BOUGHT_TOGETHER, Reason.ALIKE);
    }

    @Test
    void recommendsNothingThatTheCustomerHas() {
        assertThat(await(recommend.forCustomer(ANN, 10)))
                .extracting(Ranked::productId)
                .containsExactly(BAG);
        assertThat(await(recommend.forCustomer(new UUID(9, 9), 10)))
                .isEqualTo(await(recommend.forAnybody(10)));
    }

    @Test
    void tellsWhatSellsNow() {
        assertThat(await(recommend.forAnybody(2)))
                .extracting(Ranked::reason)
                .containsExactly(Reason.SELLING_NOW, Reason.SELLING_NOW);
    }

    @Test
    void countsSalesByWindow() {
        var span = new Span(Instant.parse("2026-03-04T12:00:00Z"), NOON.plusSeconds(7_200));

        assertThat(await(sales.sales(Window.HOUR, span)))
                .containsExactly(
                        new Windowed(
                                Instant.parse("2026-03-04T12:00:00Z"), 2, 5, new Money(500, "EUR")),
                        new Windowed(
                                Instant.parse("2026-03-04T13:00:00Z"),
                                1,
                                1,
                                new Money(100, "EUR")));
        assertThat(await(sales.sales(Window.MINUTE, span))).hasSize(3);
        assertThat(await(sales.top(span, 1)))
                .containsExactly(new Sold(LAMP, 2, 2, new Money(200, "EUR")));
    }

    @Test
    void forgetsADeletedProductForGood() {
        var gone = new UUID(1, 5);
        known(gone, "lighting", "Lumen", 1);
        await(database.transaction(tx -> learning.gone(tx, gone, 2)));
        known(gone, "lighting", "Lumen", 3);

        assertThat(await(recommend.related(LAMP, 10)))
                .extracting(Ranked::productId)
                .doesNotContain(gone);
    }

    private void known(UUID product, String category, String brand, long version) {
        var known = new Known(product, category, brand, 1_000);
        await(database.transaction(tx -> learning.known(tx, known, version)));
    }

    private void sold(UUID customer, Instant at, UUID... products) {
        var each = new Money(100, "EUR");
        var lines =
                Arrays.stream(products).map(product -> new Sale.Line(product, 1, each)).toList();
        var sale =
                new Sale(
                        UUID.randomUUID(),
                        customer,
                        at,
                        each.times(lines.size()),
                        List.copyOf(lines));
        await(database.transaction(tx -> learning.sold(tx, sale)));
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
