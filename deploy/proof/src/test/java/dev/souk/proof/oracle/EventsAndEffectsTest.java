package dev.souk.proof.oracle;

import static dev.souk.proof.oracle.Story.ORDER;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventsAndEffectsTest {

    private static final String PLACED = event(1, "placed", "pending");
    private static final String RESERVED = event(2, "reserved", "reserved");
    private static final String CONFIRMED = event(3, "confirmed", "confirmed");

    private final Check check = new EventsAndEffects();
    private final Story story =
            new Story()
                    .call(
                            "ada",
                            "who-am-i",
                            0,
                            1,
                            "{'email':'a@b.test'}",
                            "{'status':200,'customer':'ada'}")
                    .found("topics", record("souk.user", "ada", 1, "user.registered", "{}"))
                    .found("topics", payment(200))
                    .adaBuysTwoLamps()
                    .ends(ORDER);

    @Test
    void findsNothingWrongWhereEachEventCameAndHadItsEffect() {
        assertThat(told(PLACED, RESERVED, CONFIRMED).effects(1, 1).judgedBy(check)).isEmpty();
    }

    @Test
    void takesRepeats() {
        var events = told(PLACED, RESERVED, PLACED, RESERVED, CONFIRMED, CONFIRMED);

        assertThat(events.effects(1, 1).judgedBy(check)).isEmpty();
    }

    @Test
    void seesAGap() {
        assertThat(told(PLACED, CONFIRMED).effects(1, 1).judgedBy(check))
                .singleElement()
                .asString()
                .contains("souk.order o1", "expected version 2, seen version 3");
    }

    @Test
    void seesEventsInTheWrongOrder() {
        assertThat(told(PLACED, CONFIRMED, RESERVED).effects(1, 1).judgedBy(check))
                .anyMatch(account -> account.contains("expected version 2, seen version 3"));
    }

    @Test
    void seesThatTheLastEventIsMissing() {
        assertThat(told(PLACED, RESERVED).effects(0, 0).judgedBy(check))
                .singleElement()
                .asString()
                .contains("last event of order o1: expected confirmed, seen reserved");
    }

    @Test
    void seesAnotherEventInThePlaceOfOne() {
        var other = PLACED.replace("'id':'e1'", "'id':'e9'");

        assertThat(told(PLACED, RESERVED, CONFIRMED, other).effects(1, 1).judgedBy(check))
                .singleElement()
                .asString()
                .contains("the same event again, e1", "another one, e9");
    }

    @Test
    void seesEventsOfNoOrder() {
        var stray = PLACED.replace("'o1'", "'o9'");

        assertThat(told(PLACED, RESERVED, CONFIRMED, stray).effects(1, 1).judgedBy(check))
                .singleElement()
                .asString()
                .contains("events of order o9");
    }

    @Test
    void seesACustomerWhoWasToldTwice() {
        assertThat(told(PLACED, RESERVED, CONFIRMED).effects(2, 1).judgedBy(check))
                .singleElement()
                .asString()
                .contains("messages of o1 order-confirmed: expected 1, seen 2");
    }

    @Test
    void seesASaleThatWasCountedTwice() {
        assertThat(told(PLACED, RESERVED, CONFIRMED).effects(1, 2).judgedBy(check))
                .anyMatch(account -> account.contains("units counted of lamp: expected 2, seen 4"))
                .anyMatch(
                        account ->
                                account.contains(
                                        "revenue in windows of 1d: expected 200, seen 400"));
    }

    @Test
    void seesAMailThatNeverCameAndOneUnderTwoNames() {
        var events = told(PLACED, RESERVED, CONFIRMED);
        events.effects(1, 1);
        story.found("mails", mail("m2"));

        assertThat(story.judgedBy(check)).singleElement().asString().contains("m1 and m2");
    }

    @Test
    void seesWhatWasLeftBehind() {
        told(PLACED, RESERVED, CONFIRMED).effects(1, 1);
        story.found("leftovers", "{'service':'order','what':'rows in the outbox','count':2}");

        assertThat(story.judgedBy(check))
                .singleElement()
                .asString()
                .contains("rows in the outbox of order: expected 0, seen 2");
    }

    @Test
    void seesAStockEventThatIsMissingAtTheEnd() {
        told(PLACED, RESERVED, CONFIRMED).effects(1, 1);
        var left = "{'available':3,'reserved':0,'sold':2}";
        story.found("topics", record("souk.stock", "lamp", 1, "stock.adjusted", left));
        story.found(
                "stock",
                "{'product_id':'lamp','mode':'tracked','available':2,'reserved':0,'sold':3,'version':2}");

        assertThat(story.judgedBy(check))
                .hasSize(2)
                .anyMatch(
                        account ->
                                account.contains(
                                        "last stock event of lamp, sold: expected 3, seen 2"));
    }

    /** The topic's events, in this order. */
    private Told told(String... events) {
        story.found("topics", events).found("stock").found("leftovers");
        return new Told();
    }

    private final class Told {
        Story effects(int messages, int times) {
            story.found("notifications").found("mails").found("product_orders");
            for (var message = 0; message < messages; message++) {
                story.found("notifications", "{'order_id':'o1','kind':'order-confirmed'}");
            }
            if (times > 0) {
                story.found("mails", mail("m1"));
                story.found(
                        "product_orders",
                        "{'product_id':'lamp','orders':%d,'units':%d}".formatted(times, 2 * times));
            }
            for (var length : new String[] {"1m", "1h", "1d"}) {
                story.found(
                        "sales_windows",
                        "{'length':'%s','orders':%d,'revenue':%d}"
                                .formatted(length, times, 200 * times));
            }
            return story;
        }
    }

    private static String mail(String id) {
        return "{'to':'a@b.test','subject':'Order N1 is confirmed','messageId':'%s'}".formatted(id);
    }

    private static String event(int version, String what, String status) {
        var data =
                """
                {'number':'N1','customerId':'ada','status':'%s','total':{'amount':200},
                 'lines':[{'productId':'lamp','quantity':2}]}\
                """
                        .formatted(status);
        return record("souk.order", "o1", version, "order." + what, data);
    }

    private static String payment(int captured) {
        var data = "{'captured':{'amount':%d},'refunded':{'amount':0}}".formatted(captured);
        return record("souk.payment", "o1", 1, "payment.captured", data);
    }

    private static String record(String topic, String key, int version, String type, String data) {
        return "{'topic':'%s','partition':0,'offset':0,'key':'%s','id':'e%d','type':'%s','version':%3$d,'data':%s}"
                .formatted(topic, key, version, type, data);
    }
}
