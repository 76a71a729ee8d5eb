package dev.souk.recommend.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;

final class WindowTest {

    @Test
    void beginsAtWholeMultiples() {
        var moment = Instant.parse("2026-03-04T05:06:07.890Z");

        assertThat(Window.MINUTE.startOf(moment)).isEqualTo("2026-03-04T05:06:00Z");
        assertThat(Window.HOUR.startOf(moment)).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(Window.DAY.startOf(moment)).isEqualTo("2026-03-04T00:00:00Z");
    }

    @Test
    void countsTheWindowsThatATimeTouches() {
        var start = Instant.parse("2026-03-04T05:06:30Z");

        assertThat(Window.MINUTE.count(start, start.plusSeconds(30))).isEqualTo(1);
        assertThat(Window.MINUTE.count(start, start.plusSeconds(31))).isEqualTo(2);
        assertThat(Window.HOUR.count(start, start.plusSeconds(1))).isEqualTo(1);
    }

    @Test
    void knowsItsNames() {
        assertThat(Window.of("1d")).isEqualTo(Window.DAY);
        assertThatIllegalArgumentException().isThrownBy(() -> Window.of("2d"));
    }

    @Property
    void holdsTheMomentThatItIsOf(
            @ForAll Window window,
            @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long millis) {
        var moment = Instant.ofEpochMilli(millis);
        var start = window.startOf(moment);

        assertThat(start).isBeforeOrEqualTo(moment);
        assertThat(start.plus(window.length())).isAfter(moment);
        assertThat(window.startOf(start)).isEqualTo(start);
    }
}
