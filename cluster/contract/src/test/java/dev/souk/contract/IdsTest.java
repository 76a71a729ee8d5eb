package dev.souk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

class IdsTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").toEpochMilli();

    @Property
    void isAUuidOfVersionSevenThatTellsItsTime(
            @ForAll @LongRange(min = 1, max = (1L << 47)) long millis, @ForAll long seed) {
        var id = new Ids(() -> Instant.ofEpochMilli(millis), new Random(seed)).next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Ids.timeOf(id)).isEqualTo(Instant.ofEpochMilli(millis));
    }

    @Test
    void idsOfOneMillisecondAreInOrderAndDifferent() {
        var ids = new Ids(() -> Instant.ofEpochMilli(NOON), new Random(1));

        var made = IntStream.range(0, 20_000).mapToObj(i -> ids.next().toString()).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void staysInOrderWhenTheClockStepsBack() {
        var now = new AtomicLong(NOON);
        var ids = new Ids(() -> Instant.ofEpochMilli(now.get()), new Random(1));

        var before = ids.next().toString();
        now.addAndGet(-60_000);
        var after = ids.next().toString();

        assertThat(after).isGreaterThan(before);
    }

    @Test
    void refusesToTellTheTimeOfAnotherKindOfId() {
        assertThatThrownBy(() -> Ids.timeOf(UUID.randomUUID()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
