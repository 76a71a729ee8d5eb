package dev.souk.local.payments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.order.app.Statement.Line;
import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;

/** What the saga and the reconciler rely on, whoever the provider is. */
public abstract class ProviderContract extends ProviderCalls {

    @Test
    void setsMoneyAsideTakesItAndGivesItBackInParts() {
        var order = authorization(cards().good());

        assertThat(authorize(order)).isInstanceOf(Authorized.class);
        assertThat(capture(order)).isEqualTo(new Captured(eur(1299)));
        assertThat(refund(order, "r1", 500)).isEqualTo(new Refunded(eur(500)));
        assertThat(refund(order, "r2", 799)).isEqualTo(new Refunded(eur(799)));

        assertThat(lookUp(order.key())).isInstanceOfAny(Authorized.class, Captured.class);
        assertThat(lookUp(order.key() + ":capture")).isEqualTo(new Captured(eur(1299)));
        assertThat(lookUp(order.key() + ":r1")).isEqualTo(new Refunded(eur(500)));
    }

    @Test
    void givesTheSameOutcomeForTheSameKeyAndMovesMoneyOnce() throws Exception {
        var order = authorization(cards().good());
        var first = authorize(order);

        assertThat(authorize(order)).isEqualTo(first);
        assertThat(capture(order)).isEqualTo(capture(order));
        assertThat(refund(order, "r", 300)).isEqualTo(refund(order, "r", 300));

        settleBooks();
        assertThat(linesOf(order))
                .containsExactlyInAnyOrder(line(order, ":capture", 1299), line(order, ":r", -300));
    }

    @Test
    void neverGivesBackMoreThanWasTaken() throws Exception {
        var order = authorization(cards().good());
        authorize(order);
        capture(order);
        refund(order, "r1", 1000);

        assertThat(refund(order, "r2", 300)).isInstanceOf(NotCapturable.class);

        settleBooks();
        assertThat(linesOf(order)).hasSize(2);
    }

    @Test
    void declinesForGood() {
        var order = authorization(cards().declined());

        assertThat(authorize(order)).isInstanceOf(Declined.class);
        assertThat(authorize(order)).isInstanceOf(Declined.class);
        assertThat(lookUp(order.key())).isInstanceOf(Declined.class);
        assertThat(voidIt(order)).isInstanceOf(Voided.class);
    }

    @Test
    void declinesATokenThatIsNone() {
        assertThat(authorize(authorization("nonsense"))).isInstanceOf(Declined.class);
    }

    @Test
    void keepsAVoidOfARequestThatItNeverSaw() {
        var order = authorization(cards().good());

        assertThat(voidIt(order)).isInstanceOf(Voided.class);
        assertThat(authorize(order)).isInstanceOf(Voided.class);
    }

    @Test
    void letsGoOfWhatIsVoided() {
        var order = authorization(cards().good());
        authorize(order);

        assertThat(voidIt(order)).isInstanceOf(Voided.class);
        assertThat(voidIt(order)).isInstanceOf(Voided.class);
        assertThat(capture(order)).isInstanceOf(NotCapturable.class);
    }

    @Test
    void saysThatItHasTakenWhatIsToBeVoided() {
        var order = authorization(cards().good());
        authorize(order);
        capture(order);

        assertThat(voidIt(order)).isEqualTo(new Captured(eur(1299)));
    }

    @Test
    void asksTheShopperWhoApproves() throws Exception {
        var order = authorization(cards().challenge());
        var asked = authorize(order);
        assertThat(asked).isInstanceOf(ActionRequired.class);
        assertThat(lookUp(order.key())).isEqualTo(asked);

        decide(urlOf(asked), true);

        assertThat(lookUp(order.key())).isInstanceOf(Authorized.class);
        assertThat(authorize(order)).as("the old answer is old").isInstanceOf(Authorized.class);
        assertThat(capture(order)).isEqualTo(new Captured(eur(1299)));
    }

    @Test
    void asksTheShopperWhoRefuses() throws Exception {
        var order = authorization(cards().challenge());

        decide(urlOf(authorize(order)), false);

        assertThat(lookUp(order.key())).isInstanceOf(Declined.class);
        assertThat(lookUp(order.key())).as("and still").isInstanceOf(Declined.class);
    }

    @Test
    void withdrawsAQuestionThatIsVoided() throws Exception {
        var order = authorization(cards().challenge());
        var url = urlOf(authorize(order));

        assertThat(voidIt(order)).isInstanceOf(Voided.class);
        decide(url, true);

        assertThat(capture(order)).isNotInstanceOf(Captured.class);
    }

    @Test
    void takesTheMoneyOnceAlsoWhereItNeverAnswers() throws Exception {
        var order = authorization(cards().silent());

        assertThat(authorizeInVain(order)).isInstanceOf(NoAnswer.class);
        assertThat(untilKnown(order.key(), () -> provider().authorize(order, WITHIN)))
                .isInstanceOf(Authorized.class);
        assertThat(await(captureOf(order, IN_VAIN))).isInstanceOf(NoAnswer.class);
        assertThat(untilKnown(order.key() + ":capture", () -> captureOf(order, WITHIN)))
                .isEqualTo(new Captured(eur(1299)));

        settleBooks();
        assertThat(linesOf(order)).containsExactly(line(order, ":capture", 1299));
    }

    @Test
    void voidsWhatNeverAnswered() throws Exception {
        var order = authorization(cards().silent());
        assertThat(authorizeInVain(order)).isInstanceOf(NoAnswer.class);

        assertThat(voidIt(order)).isInstanceOf(Voided.class);

        assertThat(capture(order)).isNotInstanceOf(Captured.class);
        settleBooks();
        assertThat(linesOf(order)).isEmpty();
    }

    @Test
    void knowsNothingOfAKeyThatItNeverSaw() {
        assertThat(lookUp("never")).isInstanceOf(NotFound.class);
    }

    @Test
    void showsItsBooksAPageAtATimeAndEachLineOnce() throws Exception {
        var first = taken();
        settleBooks();
        var read = new ArrayList<Line>();
        var cursor = readAll("", read);
        assertThat(read).contains(line(first, ":capture", 1299));

        var second = taken();
        var third = taken();
        settleBooks();
        read.clear();
        var end = readAll(cursor, read);

        assertThat(read)
                .containsExactly(line(second, ":capture", 1299), line(third, ":capture", 1299));
        read.clear();
        assertThat(readAll(end, read)).isEqualTo(end);
        assertThat(read).isEmpty();
    }
}
