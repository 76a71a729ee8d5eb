package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;

class RetryBudgetTest {

    @Test
    void lendsWhatItStartsWithAndNoMore() {
        var budget = new RetryBudget(0.1, 3);
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void earnsOneRetryWithTenCalls() {
        var budget = new RetryBudget(0.1, 1);
        assertThat(budget.spend()).isTrue();
        for (var call = 0; call < 9; call++) {
            budget.earn();
        }
        assertThat(budget.spend()).isFalse();
        budget.earn();
        assertThat(budget.spend()).isTrue();
    }

    /** However calls and retries mix, there is never more than a tenth besides the savings. */
    @Property
    void neverExceedsItsShare(@ForAll @Size(max = 2_000) List<Boolean> retries) {
        var budget = new RetryBudget(0.1, 20);
        var calls = 0;
        var spent = 0;
        for (var retry : retries) {
            if (!retry) {
                calls++;
                budget.earn();
            } else if (budget.spend()) {
                spent++;
            }
            assertThat(spent).isLessThanOrEqualTo(20 + calls / 10);
            assertThat(budget.left()).isBetween(0L, 20L);
        }
    }
}
