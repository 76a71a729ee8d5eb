package dev.souk.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.local.progress.Refused;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.OptionalInt;

final class ShopOptionsTest {

    @Test
    void startsOneNodeOfEachServiceUnlessToldOtherwise() {
        var options =
                new ShopOptions(OptionalInt.empty(), false, true, Map.of("order", 2, "notify", 0));

        assertThat(options.counts())
                .containsEntry("order", 2)
                .containsEntry("notify", 0)
                .containsEntry("gateway", 1)
                .hasSize(6);
        assertThat(options.firstPort()).isEqualTo(8080);
    }

    @Test
    void startsASingleNodeForAllInOne() {
        assertThat(new ShopOptions(OptionalInt.of(9000), true, true, Map.of()).counts())
                .containsExactly(Map.entry("all", 1));
    }

    @Test
    void refusesAServiceThatIsNotThere() {
        assertThatThrownBy(
                        () ->
                                new ShopOptions(
                                        OptionalInt.empty(), false, true, Map.of("orders", 2)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("orders")
                .hasMessageContaining("user, catalog, order");
    }
}
