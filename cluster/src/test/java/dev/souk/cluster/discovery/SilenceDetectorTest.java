package dev.souk.cluster.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

final class SilenceDetectorTest {

    private static final long TICK = Duration.ofMillis(250).toNanos();

    private final SilenceDetector detector =
            new SilenceDetector(Duration.ofMillis(1_500), Duration.ofMillis(250));
    private long now = 42;

    @Test
    void takesANodeThatWasNeverHeardForSilent() {
        assertThat(detector.isSilent("unknown")).isTrue();
    }

    @Test
    void findsANodeSilentAfterTheLimitAndNotBefore() {
        pass(1);
        detector.heard("other");

        pass(6);
        assertThat(detector.isSilent("other")).isFalse();
        pass(1);
        assertThat(detector.isSilent("other")).isTrue();
        detector.heard("other");
        assertThat(detector.isSilent("other")).isFalse();
    }

    @Test
    void doesNotTakeItsOwnPauseForTheOthersSilence() {
        pass(1);
        detector.heard("other");

        now += Duration.ofMinutes(1).toNanos();
        detector.tick(now);

        assertThat(detector.isSilent("other")).isFalse();
    }

    @Property
    void aPauseOfAnyLengthCountsForTwoTicksAtMost(@ForAll @LongRange(min = 0) long pause) {
        var fresh = new SilenceDetector(Duration.ofMillis(500), Duration.ofMillis(250));
        fresh.tick(0);
        fresh.heard("other");

        fresh.tick(pause);

        assertThat(fresh.isSilent("other")).isFalse();
    }

    @Test
    void forgetsNodesThatAreGone() {
        pass(1);
        detector.heard("gone");
        detector.heard("here");

        detector.retain(Set.of("here"));

        assertThat(detector.isSilent("gone")).isTrue();
        assertThat(detector.isSilent("here")).isFalse();
    }

    private void pass(int ticks) {
        for (var count = 0; count < ticks; count++) {
            now += TICK;
            detector.tick(now);
        }
    }
}
