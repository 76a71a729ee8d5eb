package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ORDER;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsOfStockTest {

    private static final String MADE = "{'status':201,'productId':'lamp'}";

    private final Check check = new UnitsOfStock();
    private final Story story =
            new Story()
                    .call(
                            "staff",
                            "create-product",
                            0,
                            1,
                            "{'available':5,'maxPerCustomer':0}",
                            MADE)
                    .adaBuysTwoLamps()
                    .ends(ORDER);

    @Test
    void findsNothingWrongWhereEveryUnitIsAccountedFor() {
        assertThat(sold(2).row(3, 0, 2).judgedBy(check)).isEmpty();
    }

    @Test
    void seesARowThatItsLedgerDoesNotExplain() {
        assertThat(sold(2).row(2, 0, 2).judgedBy(check))
                .anyMatch(account -> account.contains("ledger of product lamp"))
                .anyMatch(account -> account.contains("units of lamp: expected 5, seen 4"));
    }

    @Test
    void seesMoreSoldThanCustomersBought() {
        assertThat(sold(3).row(2, 0, 3).judgedBy(check))
                .singleElement()
                .asString()
                .contains("sold units of lamp: expected 2, seen 3");
    }

    @Test
    void seesTheMomentInWhichMoreWasReservedThanThereWas() {
        entry(2, "reserved", "-6,6,0");
        entry(3, "released", "6,-6,0");
        entry(4, "reserved", "-2,2,0");
        entry(5, "committed", "0,-2,2");

        assertThat(new Told().row(3, 0, 2).judgedBy(check))
                .singleElement()
                .asString()
                .contains("stock version 2", "-1 left");
    }

    @Test
    void seesUnitsThatStayReserved() {
        entry(2, "reserved", "-2,2,0");
        entry(3, "committed", "0,-2,2");
        entry(4, "reserved", "-1,1,0");

        assertThat(new Told().row(2, 1, 2).judgedBy(check))
                .singleElement()
                .asString()
                .contains("reserved units of lamp: expected 0, seen 1");
    }

    @Test
    void takesADeliveryOfUnknownOutcomeBothWays() {
        story.lost("staff", "adjust-stock", 10, "{'productId':'lamp','delta':5}");

        assertThat(sold(2).row(3, 0, 2).judgedBy(check)).isEmpty();
        entry(9, "adjusted", "5,0,0");
        assertThat(story.judgedBy(check)).noneMatch(account -> account.contains("put into"));
    }

    @Test
    void seesADeliveryThatCameTwice() {
        story.call(
                "staff",
                "adjust-stock",
                10,
                20,
                "{'productId':'lamp','delta':5}",
                "{'status':201}");
        entry(8, "adjusted", "5,0,0");
        entry(9, "adjusted", "5,0,0");

        assertThat(sold(2).row(13, 0, 2).judgedBy(check))
                .singleElement()
                .asString()
                .contains("units put into lamp: expected 10", "seen 15");
    }

    @Test
    void seesACustomerWithMoreThanTheLimit() {
        var limited = "{'available':0,'maxPerCustomer':1}";
        story.call("staff", "create-product", 0, 1, limited, MADE);

        assertThat(sold(2).row(3, 0, 2).judgedBy(check))
                .singleElement()
                .asString()
                .contains("ada lamp", "at most 1", "seen 2");
    }

    /** The first units came in with the product's first version. */
    private Told sold(int units) {
        entry(2, "reserved", "-%1$d,%1$d,0".formatted(units));
        entry(3, "committed", "0,-%1$d,%1$d".formatted(units));
        return new Told();
    }

    private void entry(int version, String cause, String deltas) {
        var delta = deltas.split(",", -1);
        story.found(
                "stock_ledger",
                """
                {'product_id':'lamp','stock_version':%d,'cause':'%s','available_delta':%s,
                 'reserved_delta':%s,'sold_delta':%s}\
                """
                        .formatted(version, cause, delta[0], delta[1], delta[2]));
    }

    /** The story with the row of the stock. */
    private final class Told {
        Story row(int available, int reserved, int sold) {
            entry(1, "adjusted", "5,0,0");
            return story.found(
                    "stock",
                    """
                    {'product_id':'lamp','mode':'tracked','available':%d,'reserved':%d,'sold':%d,'version':9}\
                    """
                            .formatted(available, reserved, sold));
        }
    }
}
