package dev.souk.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Random;

class OrderNumberTest {

    @Test
    void canBeReadAloud() {
        var random = new Random(7);

        for (var i = 0; i < 1_000; i++) {
            assertThat(OrderNumber.next(random))
                    .matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}");
        }
    }

    @Test
    void isNeverTheSameTwice() {
        var random = new Random(7);
        var seen = new HashSet<String>();

        for (var i = 0; i < 10_000; i++) {
            assertThat(seen.add(OrderNumber.next(random))).isTrue();
        }
    }
}
