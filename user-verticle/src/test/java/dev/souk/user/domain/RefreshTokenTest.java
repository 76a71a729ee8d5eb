package dev.souk.user.domain;

import static dev.souk.user.domain.RefreshToken.GRACE;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.user.domain.RefreshToken.Outcome;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class RefreshTokenTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(30));

    @Test
    void rotatesAGoodToken() {
        assertThat(good().present(START)).isEqualTo(Outcome.ROTATE);
    }

    @Test
    void repeatsTheSuccessorWhileTheAnswerMayBeLost() {
        assertThat(spent(false).present(START)).isEqualTo(Outcome.REPEAT);
        assertThat(spent(false).present(START.plus(GRACE).minusMillis(1)))
                .isEqualTo(Outcome.REPEAT);
    }

    @Test
    void callsItReuseAfterTheGrace() {
        assertThat(spent(false).present(START.plus(GRACE))).isEqualTo(Outcome.REUSED);
    }

    @Test
    void callsItReuseOnceTheSuccessorIsSpent() {
        assertThat(spent(true).present(START)).isEqualTo(Outcome.REUSED);
    }

    @Test
    void refusesWhenTheSessionIsOver() {
        assertThat(new RefreshToken(true, END, null, false).present(START))
                .isEqualTo(Outcome.ENDED);
        assertThat(new RefreshToken(true, END, START, false).present(START))
                .isEqualTo(Outcome.ENDED);
    }

    @Test
    void refusesWhenTheSessionHasRunOut() {
        assertThat(good().present(END.minusMillis(1))).isEqualTo(Outcome.ROTATE);
        assertThat(good().present(END)).isEqualTo(Outcome.ENDED);
    }

    /** Whatever clients and thieves do, one token of a family is good at most. */
    @Property
    void aFamilyHasOneGoodTokenAtMost(
            @ForAll @Size(max = 60) List<@IntRange(max = 999) Integer> steps) {
        var family = new Family();

        for (var step : steps) {
            family.step(step % 8, Duration.ofSeconds(step / 8));
            assertThat(family.goodTokens()).isLessThanOrEqualTo(1);
        }
    }

    /**
     * A token whose successor was used is never good for anything again, and tells on its thief.
     */
    @Property
    void anOldTokenEndsTheFamily(@ForAll @IntRange(min = 2, max = 20) int length) {
        var family = new Family();
        for (var i = 0; i < length; i++) {
            assertThat(family.present(i)).isEqualTo(Outcome.ROTATE);
        }

        assertThat(family.present(length - 2)).isEqualTo(Outcome.REUSED);
        assertThat(family.present(length)).isEqualTo(Outcome.ENDED);
    }

    /** A client that loses every answer once still gets through, with no family ended. */
    @Property
    void aClientThatAsksTwiceEachTimeGoesOn(@ForAll @IntRange(min = 1, max = 20) int length) {
        var family = new Family();

        for (var i = 0; i < length; i++) {
            assertThat(family.present(i)).isEqualTo(Outcome.ROTATE);
            assertThat(family.present(i)).isEqualTo(Outcome.REPEAT);
        }
        assertThat(family.goodTokens()).isEqualTo(1);
    }

    private static RefreshToken good() {
        return new RefreshToken(false, END, null, false);
    }

    private static RefreshToken spent(boolean successorSpent) {
        return new RefreshToken(false, END, START, successorSpent);
    }

    /** The tokens of one session as a store keeps them: token {@code i + 1} succeeds {@code i}. */
    private static final class Family {

        private final List<Instant> spentAt = new ArrayList<>();
        private Instant now = START;
        private boolean ended;

        void step(int which, Duration later) {
            now = now.plus(later);
            var unused = present(Math.max(0, spentAt.size() - which % 4));
            assertThat(unused).isNotNull();
        }

        Outcome present(int token) {
            var outcome = token(token).present(now);
            switch (outcome) {
                case ROTATE -> spentAt.add(now);
                case REUSED -> ended = true;
                case REPEAT, ENDED -> {}
            }
            return outcome;
        }

        long goodTokens() {
            return java.util.stream.IntStream.rangeClosed(0, spentAt.size())
                    .filter(token -> token(token).present(now) == Outcome.ROTATE)
                    .count();
        }

        private RefreshToken token(int token) {
            var spent = token < spentAt.size() ? spentAt.get(token) : null;
            return new RefreshToken(ended, END, spent, token + 1 < spentAt.size());
        }
    }
}
