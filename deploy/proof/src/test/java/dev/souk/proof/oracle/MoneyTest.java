package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ORDER;
import static dev.souk.proof.oracle.Story.PLACED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoneyTest {

    private static final String CANCELLED = ORDER.replace("'confirmed'", "'cancelled'");
    private static final String REFUND = "{'orderId':'o1','key':'r1','amount':50}";

    private final Check check = new Money();
    private final Story story = new Story().adaBuysTwoLamps().found("provider");

    @Test
    void findsNothingWrongWithOneCaptureOfAConfirmedOrder() {
        assertThat(captured("c1").ends(ORDER).judgedBy(check)).isEmpty();
    }

    @Test
    void seesMoneyTakenTwice() {
        captured("c1");

        assertThat(captured("c2").ends(ORDER).judgedBy(check))
                .anyMatch(account -> account.contains("expected one capture, seen 2"));
    }

    @Test
    void seesAConfirmedOrderThatNobodyPaid() {
        assertThat(story.ends(ORDER).judgedBy(check))
                .singleElement()
                .asString()
                .contains("captured of order o1: expected 200, seen 0");
    }

    @Test
    void seesMoneyOfACancelledOrderThatWasKept() {
        assertThat(captured("c1").ends(CANCELLED).judgedBy(check))
                .singleElement()
                .asString()
                .contains("money of cancelled order o1: expected 0, seen 200");
    }

    @Test
    void letsACancelledOrderBePaidBack() {
        captured("c1");

        assertThat(moved("refund", "refunded", "r1", 200).ends(CANCELLED).judgedBy(check))
                .isEmpty();
    }

    @Test
    void seesMoneyThatHasNoOrder() {
        assertThat(captured("c1").judgedBy(check))
                .singleElement()
                .asString()
                .contains("which nobody has", "seen 200");
    }

    @Test
    void seesARefundThatWasMadeTwice() {
        captured("c1").call("staff", "refund", 200, 300, REFUND, "{'status':201}");
        moved("refund", "refunded", "r1", 50);
        moved("refund", "refunded", "r2", 50);

        assertThat(story.ends(refunded(100)).judgedBy(check))
                .singleElement()
                .asString()
                .contains("refunds of order o1: expected 50", "seen 100");
    }

    @Test
    void takesARefundOfUnknownOutcomeBothWays() {
        captured("c1").lost("staff", "refund", 200, REFUND);

        assertThat(story.ends(ORDER).judgedBy(check)).isEmpty();
        moved("refund", "refunded", "r1", 50);
        assertThat(story.ends(refunded(50)).judgedBy(check)).isEmpty();
    }

    @Test
    void seesAnOrderThatSaysOtherThanTheProvider() {
        captured("c1").call("staff", "refund", 200, 300, REFUND, "{'status':201}");

        assertThat(moved("refund", "refunded", "r1", 50).ends(ORDER).judgedBy(check))
                .singleElement()
                .asString()
                .contains("refunded of order o1: expected 0, seen 50");
    }

    @Test
    void doesNotTakeARefusedCaptureForMoney() {
        captured("c1");

        assertThat(moved("capture", "refused", "c2", 200).ends(ORDER).judgedBy(check)).isEmpty();
    }

    @Test
    void seesADeclinedCardThatPaid() {
        var declined = Story.ASKED.replace("tok_visa", "tok_declined");
        var other = new Story().call("ada", "place", 0, 100, declined, PLACED).found("provider");

        assertThat(other.ends(ORDER.replace("200", "0")).judgedBy(check))
                .singleElement()
                .asString()
                .contains("paid with tok_declined: expected cancelled, seen confirmed");
    }

    @Test
    void seesALedgerThatDoesNotAddUp() {
        captured("c1").found("payment_entries", "{'payment':'o1','sum':1}");

        assertThat(story.ends(ORDER).judgedBy(check))
                .singleElement()
                .asString()
                .contains("ledger of payment o1: expected 0, seen 1");
    }

    private Story captured(String key) {
        booked("authorization", "a1", 200, "o1");
        return moved("capture", "captured", key, 200);
    }

    private Story moved(String kind, String status, String key, int amount) {
        booked(kind, key, amount, "");
        return story.found(
                "provider",
                "{'entry':'settled','key':'%s','status':'%s','amount':{'amount':%d}}"
                        .formatted(key, status, amount));
    }

    private void booked(String kind, String key, int amount, String order) {
        story.found(
                "provider",
                """
                {'entry':'booked','command':{'kind':'%s','key':'%s','authorizationKey':'a1','orderId':'%s',
                 'amount':{'amount':%d}}}\
                """
                        .formatted(kind, key, order, amount));
    }

    private static String refunded(int amount) {
        return ORDER.replace(
                "'refunded':{'amount':0}", "'refunded':{'amount':%d}".formatted(amount));
    }
}
