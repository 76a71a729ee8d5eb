package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PgSnapshotTest {

    @Test
    void seesWhatHadEndedAndNothingElse() {
        var snapshot = PgSnapshot.parse("10:14:11,13");

        assertThat(snapshot.sees(9)).isTrue();
        assertThat(snapshot.sees(10)).isTrue();
        assertThat(snapshot.sees(11)).isFalse();
        assertThat(snapshot.sees(12)).isTrue();
        assertThat(snapshot.sees(13)).isFalse();
        assertThat(snapshot.sees(14)).isFalse();
        assertThat(snapshot.sees(15)).isFalse();
    }

    @Test
    void readsASnapshotInWhichNothingRuns() {
        var snapshot = PgSnapshot.parse("760:760:");

        assertThat(snapshot.sees(759)).isTrue();
        assertThat(snapshot.sees(760)).isFalse();
    }

    @Test
    void knowsTransactionsOnBothSidesOfAWrapAround() {
        var wrap = 1L << 32;
        var after = new PgSnapshot(wrap + 5, wrap + 5, java.util.Set.of());
        var before = new PgSnapshot(wrap - 5, wrap - 5, java.util.Set.of());

        assertThat(after.sees(-1)).isTrue();
        assertThat(after.sees(4)).isTrue();
        assertThat(after.sees(5)).isFalse();
        assertThat(before.sees(-6)).isTrue();
        assertThat(before.sees(-5)).isFalse();
        assertThat(before.sees(3)).isFalse();
    }
}
