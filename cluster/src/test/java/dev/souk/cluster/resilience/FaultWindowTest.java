package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

class FaultWindowTest {

    private final HandClock clock = new HandClock();
    private final FaultWindow window = new FaultWindow(clock, Duration.ofSeconds(10), 10, 0.5);

    @Test
    void saysNothingBeforeEnoughCalls() {
        for (var call = 0; call < 9; call++) {
            assertThat(window.add(true)).isFalse();
        }
        assertThat(window.add(true)).isTrue();
    }

    @Test
    void doesNotTripAtExactlyHalf() {
        for (var call = 0; call < 20; call++) {
            assertThat(window.add(call % 2 == 1)).isFalse();
        }
        assertThat(window.add(true)).isTrue();
    }

    @Test
    void tripsOnlyWithAFault() {
        for (var call = 0; call < 9; call++) {
            assertThat(window.add(true)).isFalse();
        }
        assertThat(window.add(false)).isFalse();
        assertThat(window.tripped()).isTrue();
    }

    @Test
    void forgetsWhatIsOld() {
        for (var call = 0; call < 50; call++) {
            assertThat(window.add(true)).isEqualTo(call >= 9);
        }
        clock.passMillis(10_000);
        assertThat(window.calls()).isZero();
        assertThat(window.tripped()).isFalse();
    }

    @Test
    void forgetsAllWhenCleared() {
        assertThat(window.add(true)).isFalse();
        window.clear();
        assertThat(window.calls()).isZero();
        assertThat(window.faults()).isZero();
    }

    /** Against a plain list of calls, to the width of a slot. */
    @Property
    void countsWhatASlowModelCounts(
            @ForAll @Size(max = 200) List<@IntRange(max = 2_500) Integer> pauses) {
        var hand = new HandClock();
        var counted = new FaultWindow(hand, Duration.ofSeconds(10), 1, 0.5);
        var model = new ArrayDeque<Long>();
        for (var pause : pauses) {
            hand.passMillis(pause);
            var fault = pause % 3 == 0;
            assertThat(counted.add(fault)).isEqualTo(fault && counted.tripped());
            var slot = Math.floorDiv(hand.nanos(), 1_000_000_000L);
            model.add(slot);
            model.removeIf(old -> old <= slot - 10);
            assertThat(counted.calls()).isEqualTo(model.size());
            assertThat(counted.faults()).isLessThanOrEqualTo(counted.calls());
        }
    }
}
