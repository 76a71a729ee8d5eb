package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SagaTableTest {

    @Test
    void hasARowForEachStep() {
        for (var step : SagaStep.values()) {
            assertThat(SagaTable.rowOf(step).step()).isEqualTo(step);
        }
        assertThat(SagaTable.ROWS).hasSize(SagaStep.values().length);
    }

    @Test
    void undoesEveryStepThatTakesSomething() {
        assertThat(SagaTable.rowOf(SagaStep.RESERVE).undoneBy()).isEqualTo(SagaStep.RELEASE);
        assertThat(SagaTable.rowOf(SagaStep.CAPTURE).undoneBy()).isEqualTo(SagaStep.REFUND);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureUpToALimit() {
        var row = SagaTable.rowOf(SagaStep.CAPTURE);

        assertThat(row.pauseAfter(1)).isEqualTo(row.firstPause());
        assertThat(row.pauseAfter(2)).isEqualTo(row.firstPause().multipliedBy(2));
        assertThat(row.pauseAfter(1_000)).isEqualTo(row.longestPause());
    }
}
