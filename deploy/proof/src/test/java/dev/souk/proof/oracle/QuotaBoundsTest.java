package dev.souk.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotaBoundsTest {

    private static final String QUOTA = "{'limit':10,'windowMicros':1000000}";

    private final Check check = new QuotaBounds();
    private final Story story = new Story();

    @Test
    void findsNothingWrongWithTheQuotaAtOnceAndItsRateAfter() {
        assertThat(burst(0, 10).judgedBy(check)).isEmpty();
        assertThat(burst(1_000, 9).judgedBy(check)).isEmpty();
    }

    @Test
    void seesOneTooMany() {
        burst(0, 11);

        assertThat(burst(0, 1).judgedBy(check))
                .first()
                .asString()
                .contains("quota of 10 per 1000 ms", "11 passed");
    }

    @Test
    void seesTwoGatewaysThatEachGrantTheWhole() {
        burst(0, 10);

        assertThat(burst(400, 8).judgedBy(check)).isNotEmpty();
    }

    @Test
    void countsOnlyWhatPassed() {
        for (var i = 0; i < 20; i++) {
            story.call("eve", "burst", 0, 5, QUOTA, "{'status':429}");
        }

        assertThat(burst(0, 10).judgedBy(check)).isEmpty();
    }

    @Test
    void toleratesWhatRedisForgot() {
        story.fault("flush-redis", 10, 20);
        burst(0, 10);

        assertThat(burst(30, 10).judgedBy(check)).isEmpty();
        assertThat(burst(31, 20).judgedBy(check)).isNotEmpty();
    }

    private Story burst(long at, int passed) {
        for (var i = 0; i < passed; i++) {
            story.call("eve", "burst", at, at + 5, QUOTA, "{'status':202}");
        }
        return story;
    }
}
