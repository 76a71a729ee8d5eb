package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ASKED;
import static dev.souk.proof.oracle.Story.ORDER;
import static dev.souk.proof.oracle.Story.PLACED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneKeyOneOrderTest {

    private final Check check = new OneKeyOneOrder();
    private final Story story = new Story().adaBuysTwoLamps().ends(ORDER);

    @Test
    void findsNothingWrongWithTheSameAnswerTwice() {
        assertThat(story.call("ada", "place", 200, 300, ASKED, PLACED).judgedBy(check)).isEmpty();
    }

    @Test
    void seesASecondOrderThatTheClientWasToldOf() {
        story.call("ada", "place", 200, 300, ASKED, PLACED.replace("o1", "o2"));

        assertThat(story.judgedBy(check)).anyMatch(account -> account.contains("seen o1 and o2"));
    }

    @Test
    void seesASecondOrderThatNobodyWasToldOf() {
        assertThat(story.ends(ORDER.replace("'o1'", "'o2'")).judgedBy(check))
                .singleElement()
                .asString()
                .contains("key k1: expected one order, seen o1 and o2");
    }

    @Test
    void seesAnotherAnswer() {
        story.call("ada", "place", 200, 300, ASKED, PLACED.replace("'d1'", "'d2'"));

        assertThat(story.judgedBy(check)).singleElement().asString().contains("one answer");
    }

    @Test
    void seesAnOrderThatNobodyAskedFor() {
        var stray = ORDER.replace("'o1'", "'o2'").replace("'k1'", "'k2'");

        assertThat(story.ends(stray).judgedBy(check))
                .singleElement()
                .asString()
                .contains("order o2", "a key that was sent");
    }

    @Test
    void comparesOnlyAnswersThatAreKept() {
        story.call("ada", "place", 200, 300, ASKED, "{'status':503,'digest':'d9'}");
        story.call("ada", "place", 200, 300, ASKED, "{'status':409,'digest':'d8'}");

        assertThat(story.judgedBy(check)).isEmpty();
    }
}
