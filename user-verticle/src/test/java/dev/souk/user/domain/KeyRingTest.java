package dev.souk.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.user.domain.KeyRing.Policy;
import dev.souk.user.domain.KeyRing.Slot;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class KeyRingTest {

    private static final Policy POLICY =
            new Policy(Duration.ofDays(30), Duration.ofHours(1), Duration.ofMinutes(70));
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final KeyRing ONE = new KeyRing(List.of(new Slot("one", START)));

    @Test
    void wantsAFirstKeyAtOnce() {
        assertThat(new KeyRing(List.of()).missing(POLICY, START)).contains(START);
    }

    @Test
    void publishesTheNextKeyALeadBeforeItSigns() {
        var due = START.plus(POLICY.lifetime()).minus(POLICY.lead());

        assertThat(ONE.missing(POLICY, due.minusSeconds(1))).isEmpty();
        assertThat(ONE.missing(POLICY, due)).contains(START.plus(POLICY.lifetime()));
    }

    @Test
    void signsWithTheOldKeyUntilTheNewOneTakesOver() {
        var handover = START.plusSeconds(1000);
        var ring = new KeyRing(List.of(new Slot("two", handover), new Slot("one", START)));

        assertThat(ring.signer(handover.minusMillis(1))).map(Slot::kid).contains("one");
        assertThat(ring.signer(handover)).map(Slot::kid).contains("two");
    }

    @Test
    void keepsAReplacedKeyUntilItsLastTokenHasRunOut() {
        var handover = START.plusSeconds(1000);
        var ring = new KeyRing(List.of(new Slot("one", START), new Slot("two", handover)));

        assertThat(ring.outlived(POLICY, handover.plus(POLICY.overlap()))).isEmpty();
        assertThat(ring.outlived(POLICY, handover.plus(POLICY.overlap()).plusMillis(1)))
                .map(Slot::kid)
                .containsExactly("one");
        assertThat(ONE.outlived(POLICY, START.plus(Duration.ofDays(999)))).isEmpty();
    }

    /**
     * However rarely it is tended, the ring can sign, with a key that was published long enough.
     */
    @Property
    void alwaysSignsWithAKeyThatVerifiersHave(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 2000) Integer> hours) {
        var slots = new ArrayList<>(List.of(new Slot("0", START)));
        var now = START;

        for (var pause : hours) {
            now = now.plus(Duration.ofHours(pause));
            var tended = new KeyRing(slots);
            var at = now;
            slots.removeAll(tended.outlived(POLICY, at));
            tended.missing(POLICY, at).ifPresent(from -> slots.add(new Slot("made " + at, from)));

            var ring = new KeyRing(slots);
            assertThat(ring.signer(now)).isPresent();
            assertThat(ring.signer(now.plus(POLICY.lead()).minusMillis(1)))
                    .isEqualTo(ring.signer(now));
        }
    }
}
