package dev.souk.proof.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnWritesTest {

    private static final String O1 = "{'orderId':'o1'}";

    private final Check check = new OwnWrites();
    private final Story story = new Story().adaBuysTwoLamps();

    @Test
    void findsNothingWrongWithAReadOfWhatWasToldOrLater() {
        story.call("ada", "read-order", 200, 210, O1, "{'status':200,'orderId':'o1','version':7}");
        story.call("ada", "list-orders", 300, 310, "{}", "{'status':200,'versions':{'o1':8}}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void seesAnOlderVersion() {
        story.call("ada", "read-order", 200, 210, O1, "{'status':200,'orderId':'o1','version':6}");

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("order o1, read by ada", "version 7 or later, seen version 6");
    }

    @Test
    void seesAnOrderThatIsNotThereYet() {
        story.call("ada", "read-order", 200, 210, O1, "{'status':404}");

        assertThat(story.judgedBy(check)).singleElement().asString().contains("seen status 404");
    }

    @Test
    void seesAListWithoutTheOrder() {
        story.call("ada", "list-orders", 300, 310, "{}", "{'status':200,'versions':{}}");

        assertThat(story.judgedBy(check)).singleElement().asString().contains("listed to ada");
    }

    @Test
    void seesACartThatForgot() {
        story.call("ada", "write-cart", 200, 210, "{}", "{'status':200,'version':3}");
        story.call("ada", "read-cart", 220, 230, "{}", "{'status':200,'version':2}");

        assertThat(story.judgedBy(check)).singleElement().asString().contains("cart, read by ada");
    }

    @Test
    void asksNothingOfAReadThatBeganBeforeTheWriteWasTold() {
        story.call("ada", "read-order", 50, 210, O1, "{'status':404}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void asksNothingOfSomebodyElse() {
        story.call("staff", "read-order", 200, 210, O1, "{'status':404}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void asksNothingOfAReadWhoseTokenWasTooOld() {
        story.call("ada", "read-order", 200, 210, O1, "{'status':401}");

        assertThat(story.judgedBy(check)).isEmpty();
    }

    @Test
    void asksNothingOfAReadThatFailed() {
        story.lost("ada", "read-order", 200, O1);

        assertThat(story.judgedBy(check)).isEmpty();
    }
}
