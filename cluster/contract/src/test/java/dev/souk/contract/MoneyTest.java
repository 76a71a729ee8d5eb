package dev.souk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import org.junit.jupiter.api.Test;

class MoneyTest {

    @Property
    void subtractingWhatWasAddedGivesTheFirstAmountBack(@ForAll int a, @ForAll int b) {
        var first = new Money(a, "EUR");
        var second = new Money(b, "EUR");

        assertThat(first.plus(second).minus(second)).isEqualTo(first);
    }

    @Property
    void multiplyingIsRepeatedAddition(@ForAll int amount, @ForAll @IntRange(max = 50) int times) {
        var money = new Money(amount, "EUR");
        var sum = Money.zero("EUR");
        for (var i = 0; i < times; i++) {
            sum = sum.plus(money);
        }

        assertThat(money.times(times)).isEqualTo(sum);
    }

    @Property
    void ordersLikeItsAmounts(@ForAll long a, @ForAll long b) {
        assertThat(new Money(a, "EUR").compareTo(new Money(b, "EUR")))
                .isEqualTo(Long.compare(a, b));
    }

    @Test
    void refusesToMixCurrencies() {
        var euro = new Money(1, "EUR");
        var dollar = new Money(1, "USD");

        assertThatThrownBy(() -> euro.plus(dollar)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.minus(dollar)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> euro.compareTo(dollar))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToOverflow() {
        var most = new Money(Long.MAX_VALUE, "EUR");

        assertThatThrownBy(() -> most.plus(new Money(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE, "EUR").minus(new Money(1, "EUR")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void refusesWhatIsNoCurrencyOfPayments() {
        assertThatThrownBy(() -> new Money(1, "EURO")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "eur")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(1, "XAU")).isInstanceOf(IllegalArgumentException.class);
    }
}
