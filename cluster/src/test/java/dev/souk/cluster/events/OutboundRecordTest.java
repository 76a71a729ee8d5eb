package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class OutboundRecordTest {

    @Property
    void alwaysNamesOneOfTheShards(@ForAll String key) {
        assertThat(OutboundRecord.shardOf(key)).isBetween(0, OutboundRecord.SHARDS - 1);
    }

    /** Rows of an older version still lie in the outbox while a newer one writes. */
    @Test
    void keepsAKeysShardFromVersionToVersion() {
        assertThat(OutboundRecord.shardOf("01890a5d-ac96-774b-bcce-b302099a8057")).isEqualTo(6);
    }

    @Test
    void spreadsIdsEvenly() {
        var random = RandomGenerator.of("L64X128MixRandom");
        var counts =
                IntStream.range(0, 8_000)
                        .mapToObj(_ -> new UUID(random.nextLong(), random.nextLong()).toString())
                        .collect(
                                Collectors.groupingBy(
                                        OutboundRecord::shardOf, Collectors.counting()));
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(700L, 1_300L));
    }
}
