package dev.souk.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OracleTest {

    private static final String O1 = "{'orderId':'o1'}";

    @Test
    void findsWhatItCanThoughTheShopDidNotSayHowAnOrderEnded() {
        var story =
                new Story()
                        .adaBuysTwoLamps()
                        .call("ada", "read-order", 200, 210, O1, "{'status':404}")
                        .lost("ada", "final-order", 90_000, O1);

        var judged = Oracle.judge(story.evidence());

        assertThat(judged.why()).startsWith("invariant 1: the shop didn't say how 1 orders ended");
        assertThat(judged.findings())
                .hasSize(9)
                .filteredOn(finding -> !finding.isKept())
                .singleElement()
                .matches(finding -> finding.invariant() == 7);
    }

    @Test
    void takesNoOtherRefusalForAnOrderThatIsGone() {
        var story =
                new Story()
                        .adaBuysTwoLamps()
                        .call("ada", "final-order", 90_000, 90_010, O1, "{'status':401}");

        assertThat(Oracle.judge(story.evidence()).why()).contains("how 1 orders ended");
    }
}
