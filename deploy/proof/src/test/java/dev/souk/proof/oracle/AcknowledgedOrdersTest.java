package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ASKED;
import static dev.souk.proof.oracle.Story.ORDER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.proof.evidence.Unjudgeable;

import org.junit.jupiter.api.Test;

class AcknowledgedOrdersTest {

    private final Check check = new AcknowledgedOrders();
    private final Story story = new Story().adaBuysTwoLamps();

    @Test
    void findsNothingWrongWithAnOrderThatReadsAsItWasAcknowledged() {
        assertThat(stored(7, 7).ends(ORDER).judgedBy(check)).isEmpty();
    }

    @Test
    void seesALostOrder() {
        var gone = "{'status':404,'code':'not-found'}";
        stored(7, 7).call("ada", "final-order", 90_000, 90_010, "{'orderId':'o1'}", gone);

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("order o1", "confirmed", "no such order");
    }

    @Test
    void seesAnOrderThatFellBack() {
        assertThat(stored(7, 7).ends(ORDER.replace("'confirmed'", "'cancelled'")).judgedBy(check))
                .anyMatch(account -> account.contains("what can follow confirmed"));
    }

    @Test
    void letsAnOrderBeCancelledThatSomebodyMayHaveCancelled() {
        stored(7, 7).lost("ada", "cancel", 500, "{'orderId':'o1'}");
        story.found("orders", "{'order_id':'o2','status':'cancelled','version':0}");

        assertThat(story.ends(ORDER.replace("'confirmed'", "'cancelled'")).judgedBy(check))
                .noneMatch(account -> account.contains("can follow"));
    }

    @Test
    void seesACancelledOrderThatGoesOn() {
        var told = "{'status':200,'orderId':'o1','orderStatus':'cancelled','version':6}";
        stored(7, 7).call("ada", "cancel", 500, 600, "{'orderId':'o1'}", told);

        assertThat(story.ends(ORDER).judgedBy(check))
                .singleElement()
                .asString()
                .contains("of cancel", "can follow cancelled", "confirmed");
    }

    @Test
    void seesOtherItemsAndAnotherTotal() {
        var other =
                ORDER.replace("'quantity':2", "'quantity':3")
                        .replace("'amount':200,'c", "'amount':300,'c");

        assertThat(stored(7, 7).ends(other).judgedBy(check))
                .anyMatch(account -> account.contains("expected {lamp=2}, seen {lamp=3}"))
                .anyMatch(account -> account.contains("300"));
    }

    @Test
    void seesAnOlderVersionThanWasTold() {
        assertThat(stored(6, 6).ends(ORDER.replace("'version':7", "'version':6")).judgedBy(check))
                .anyMatch(account -> account.contains("version 7 or later"));
    }

    @Test
    void seesARefusedOrderThatLives() {
        var refused = "{'status':422,'code':'payment-declined','orderId':'o1'}";
        var declined = new Story().call("ada", "place", 0, 100, ASKED, refused);
        declined.found("orders").found("order_events");

        assertThat(declined.ends(ORDER).judgedBy(check))
                .anyMatch(account -> account.contains("expected cancelled, seen confirmed"));
    }

    @Test
    void seesARowWithoutItsLastEvent() {
        assertThat(stored(7, 6).ends(ORDER).judgedBy(check))
                .anyMatch(account -> account.contains("last event of order o1"));
    }

    @Test
    void doesNotJudgeWhatTheShopDidNotSay() {
        stored(7, 7).lost("ada", "final-order", 90_000, "{'orderId':'o1'}");

        assertThatThrownBy(() -> story.judgedBy(check)).isInstanceOf(Unjudgeable.class);
    }

    @Test
    void hasNothingToSayOfAnOrderThatNobodyWasToldOf() {
        var unknown = new Story().lost("ada", "place", 0, ASKED);
        unknown.found("orders").found("order_events");

        assertThat(unknown.judgedBy(check)).isEmpty();
    }

    private Story stored(int version, int events) {
        var row = "{'order_id':'o1','status':'confirmed','version':%d}".formatted(version);
        story.found("orders", row).found("order_events");
        for (var event = 1; event <= events; event++) {
            story.found("order_events", "{'order_id':'o1','version':%d}".formatted(event));
        }
        return story;
    }
}
