package dev.souk.catalog.domain;

import static dev.souk.catalog.domain.Samples.product;
import static dev.souk.catalog.domain.Samples.tracked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

final class StockBookTest {

    private final StockBook book = new StockBook(List.of(tracked(1, 5), tracked(2, 5)));

    @Test
    void givesAStockOneVersionHoweverManyMovesThereAre() {
        book.move(product(1), null, StockCause.ADJUSTED, 3);
        book.move(product(1), null, StockCause.ADJUSTED, -1);

        assertThat(book.changed())
                .containsExactly(new Stock(product(1), StockMode.TRACKED, 7, 0, 0, 2));
        assertThat(book.entries()).extracting(LedgerEntry::stockVersion).containsExactly(2L, 2L);
    }

    @Test
    void takesNothingOutThatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.move(product(1), null, StockCause.ADJUSTED, -6));
        assertThat(book.changed()).isEmpty();
    }

    @Test
    void movesOnlyWhatItHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.move(product(3), null, StockCause.ADJUSTED, 1));
    }
}
