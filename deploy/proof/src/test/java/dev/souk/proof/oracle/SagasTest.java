package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ORDER;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SagasTest {

    private final Check check = new Sagas();
    private final Story story = new Story().adaBuysTwoLamps();

    @Test
    void findsNothingWrongWhereAllEnded() {
        assertThat(story.found("order_sagas", saga("ENDED")).ends(ORDER).judgedBy(check)).isEmpty();
    }

    @Test
    void seesASagaThatStandsStill() {
        assertThat(story.found("order_sagas", saga("CAPTURE")).ends(ORDER).judgedBy(check))
                .singleElement()
                .asString()
                .contains("saga of order o1 after 9 attempts: expected ENDED, seen CAPTURE");
    }

    @Test
    void seesAnOrderThatIsNeverSettled() {
        story.found("order_sagas", saga("ENDED"));

        assertThat(story.ends(ORDER.replace("'confirmed'", "'reserved'")).judgedBy(check))
                .singleElement()
                .asString()
                .contains("a settled order", "reserved");
    }

    private static String saga(String step) {
        return "{'order_id':'o1','attempts':9,'step':'%s'}".formatted(step);
    }
}
