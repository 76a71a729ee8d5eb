package dev.souk.catalog.domain;

import static dev.souk.catalog.domain.Samples.ANN;
import static dev.souk.catalog.domain.Samples.BOB;
import static dev.souk.catalog.domain.Samples.line;
import static dev.souk.catalog.domain.Samples.offer;
import static dev.souk.catalog.domain.Samples.offers;
import static dev.souk.catalog.domain.Samples.order;
import static dev.souk.catalog.domain.Samples.product;
import static dev.souk.catalog.domain.Samples.request;
import static dev.souk.catalog.domain.Samples.tracked;
import static dev.souk.catalog.domain.Samples.untracked;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.contract.Money;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

final class ReservationGroupTest {

    private final StockBook book =
            new StockBook(List.of(tracked(1, 10), tracked(2, 3), untracked(3), tracked(4, 5)));
    private final Purchases purchases = new Purchases(Map.of(new Buyer(product(2), ANN), 1L));
    private final Map<UUID, Offer> offers =
            offers(
                    offer(1, null),
                    offer(2, 2),
                    offer(3, null),
                    new Offer(product(4), "SKU-4", "Dollar", new Money(1, "USD"), null));

    @Test
    void grantsAllLinesWithTheNamesAndPricesThatBindTheOrder() {
        var verdict = decide(request(1, BOB, line(1, 4), line(3, 7)));

        assertThat(verdict)
                .isEqualTo(
                        new Verdict.Granted(
                                List.of(
                                        new Verdict.GrantedLine(
                                                product(1),
                                                "SKU-1",
                                                "Product 1",
                                                new Money(100, "EUR"),
                                                4),
                                        new Verdict.GrantedLine(
                                                product(3),
                                                "SKU-3",
                                                "Product 3",
                                                new Money(300, "EUR"),
                                                7))));
        assertThat(book.changed())
                .containsExactly(
                        new Stock(product(1), StockMode.TRACKED, 6, 4, 0, 2),
                        new Stock(product(3), StockMode.UNTRACKED, 0, 7, 0, 2));
    }

    @Test
    void writesOneLedgerEntryPerLine() {
        assertThat(decide(request(1, BOB, line(1, 4), line(3, 7))))
                .isInstanceOf(Verdict.Granted.class);

        assertThat(book.entries())
                .containsExactly(
                        new LedgerEntry(product(1), 2, order(1), StockCause.RESERVED, 4, -4, 4, 0),
                        new LedgerEntry(product(3), 2, order(1), StockCause.RESERVED, 7, 0, 7, 0));
    }

    @Test
    void refusesAnOrderWhenStockIsShortAndTakesNoneOfItsLines() {
        var verdict = decide(request(1, BOB, line(1, 4), line(4, 6)), request(2, BOB, line(1, 11)));

        assertThat(verdict).isInstanceOf(Verdict.Mixed.class);
        assertThat(decide(request(3, BOB, line(1, 11), line(3, 1))))
                .isEqualTo(new Verdict.TooFew(List.of(new Verdict.Shortage(product(1), 11, 10))));
        assertThat(book.changed()).isEmpty();
        assertThat(book.entries()).isEmpty();
        assertThat(purchases.changes()).isEmpty();
    }

    @Test
    void namesEveryProductThatIsNotThere() {
        assertThat(decide(request(1, BOB, line(8, 1), line(1, 1), line(9, 1))))
                .isEqualTo(new Verdict.Unknown(List.of(product(8), product(9))));
    }

    @Test
    void refusesCurrenciesThatDiffer() {
        assertThat(decide(request(1, BOB, line(1, 1), line(4, 1))))
                .isEqualTo(new Verdict.Mixed(List.of("EUR", "USD")));
    }

    @Test
    void countsTheCustomersOtherOrdersForTheLimit() {
        assertThat(decide(request(1, ANN, line(2, 2))))
                .isEqualTo(new Verdict.OverLimit(product(2), 2));
        assertThat(decide(request(2, ANN, line(2, 1)))).isInstanceOf(Verdict.Granted.class);
        assertThat(decide(request(3, ANN, line(2, 1))))
                .isEqualTo(new Verdict.OverLimit(product(2), 2));
        assertThat(decide(request(4, BOB, line(2, 2)))).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void decidesInOrderOfArrival() {
        var verdicts =
                group().decide(
                                List.of(
                                        request(3, BOB, line(1, 6)),
                                        request(1, BOB, line(1, 6)),
                                        request(2, BOB, line(1, 4))));

        assertThat(verdicts.get(order(3))).isInstanceOf(Verdict.Granted.class);
        assertThat(verdicts.get(order(1)))
                .isEqualTo(new Verdict.TooFew(List.of(new Verdict.Shortage(product(1), 6, 4))));
        assertThat(verdicts.get(order(2))).isInstanceOf(Verdict.Granted.class);
    }

    private Verdict decide(StockRequest... requests) {
        return group().decide(List.of(requests)).values().iterator().next();
    }

    private ReservationGroup group() {
        return new ReservationGroup(offers, book, purchases);
    }
}
