package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ORDER;
import static dev.souk.proof.oracle.Story.PLACED;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class MoneyTest {

    private static final String CANCELLED = ORDER.replace("'confirmed'", "'cancelled'");
    private static final String REFUND = "{'orderId':'o1','key':'r1','amount':50}";

    private final Check check = new Money();
    private final Story story = new Story().adaBuysTwoLamps().found("provider");
    private long kept;
    private long inLedger;

    @Test
    void findsNothingWrongWithOneCaptureOfAConfirmedOrder() {
        assertThat(judged(captured("c1").ends(ORDER))).isEmpty();
    }

    @Test
    void seesMoneyTakenTwice() {
        captured("c1");

        assertThat(judged(captured("c2").ends(ORDER)))
                .anyMatch(account -> account.contains("expected one capture, seen 2"));
    }

    @Test
    void seesAConfirmedOrderThatNobodyPaid() {
        assertThat(judged(story.ends(ORDER)))
                .singleElement()
                .asString()
                .contains("captured of order o1: expected 200, seen 0");
    }

    @Test
    void seesMoneyOfACancelledOrderThatWasKept() {
        assertThat(judged(captured("c1").ends(CANCELLED)))
                .singleElement()
                .asString()
                .contains("money of cancelled order o1: expected 0, seen 200");
    }

    @Test
    void letsACancelledOrderBePaidBack() {
        captured("c1");

        assertThat(judged(moved("refund", "refunded", "r1", 200).ends(CANCELLED))).isEmpty();
    }

    @Test
    void seesMoneyThatHasNoOrder() {
        assertThat(judged(captured("c1")))
                .singleElement()
                .asString()
                .contains("which nobody has", "seen 200");
    }

    @Test
    void seesARefundThatWasMadeTwice() {
        refundIsTold("{'status':201}");
        moved("refund", "refunded", "r1", 50);
        moved("refund", "refunded", "r2", 50);

        assertThat(judged(story.ends(refunded(100))))
                .singleElement()
                .asString()
                .contains("refunds of order o1: expected 50", "seen 100");
    }

    @Test
    void takesARefundOfUnknownOutcomeBothWays() {
        captured("c1").lost("staff", "refund", 200, REFUND);
        mayEndBothWays();
    }

    @Test
    void takesARefundThatIsStillAtWorkForOneOfUnknownOutcome() {
        refundIsTold("{'status':409,'code':'request-in-progress'}");
        mayEndBothWays();
    }

    @Test
    void seesARefundThatWasRefusedAndMade() {
        refundIsTold("{'status':409,'code':'order-not-refundable'}");
        moved("refund", "refunded", "r1", 50);

        assertThat(judged(story.ends(refunded(50)))).isNotEmpty();
    }

    @Test
    void seesAnOrderThatSaysOtherThanTheProvider() {
        refundIsTold("{'status':201}");

        assertThat(judged(moved("refund", "refunded", "r1", 50).ends(ORDER)))
                .singleElement()
                .asString()
                .contains("refunded of order o1: expected 0, seen 50");
    }

    @Test
    void doesNotTakeARefusedCaptureForMoney() {
        captured("c1");

        assertThat(judged(moved("capture", "refused", "c2", 200).ends(ORDER))).isEmpty();
    }

    @Test
    void seesADeclinedCardThatPaid() {
        var declined = Story.ASKED.replace("tok_visa", "tok_declined");
        var other = new Story().call("ada", "place", 0, 100, declined, PLACED).found("provider");
        other.found("payment_entries");

        assertThat(other.ends(ORDER.replace("200", "0")).judgedBy(check))
                .singleElement()
                .asString()
                .contains("paid with tok_declined: expected cancelled, seen confirmed");
    }

    @Test
    void seesALedgerThatDoesNotAddUp() {
        captured("c1").ends(ORDER).found("payment_entries", ledger(200, 1));

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("ledger of order o1: expected 0, seen 1");
    }

    @Test
    void seesMoneyThatTheLedgerDoesNotKnow() {
        captured("c1").ends(ORDER).found("payment_entries");

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("of order o1, by the ledger: expected 200, seen 0");
    }

    @Test
    void seesMoneyThatOnlyTheLedgerKnows() {
        captured("c1").ends(ORDER).found("payment_entries", ledger(200, 0));
        story.found("payment_entries", ledger(5, 0).replace("o1", "o9"));

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("of order o9, by the ledger: expected 0, seen 5");
    }

    /** What the check says where the ledger agrees with the provider. */
    private List<String> judged(Story told) {
        told.found("payment_entries", ledger(kept - inLedger, 0));
        inLedger = kept;
        return told.judgedBy(check);
    }

    private static String ledger(long provider, long sum) {
        return "{'order_id':'o1','currency':'EUR','sum':%d,'provider':%d}".formatted(sum, provider);
    }

    private Story captured(String key) {
        booked("authorization", "a1", 200, "o1");
        return moved("capture", "captured", key, 200);
    }

    private void refundIsTold(String answer) {
        captured("c1").call("staff", "refund", 200, 300, REFUND, answer);
    }

    private void mayEndBothWays() {
        assertThat(judged(story.ends(ORDER))).isEmpty();
        moved("refund", "refunded", "r1", 50);
        assertThat(judged(story.ends(refunded(50)))).isEmpty();
    }

    private Story moved(String kind, String status, String key, int amount) {
        booked(kind, key, amount, "");
        kept += status.equals("captured") ? amount : status.equals("refunded") ? -amount : 0;
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
