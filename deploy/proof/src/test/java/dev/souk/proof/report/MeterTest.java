package dev.souk.proof.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.proof.evidence.Outcome;

import org.junit.jupiter.api.Test;

import java.util.Map;

class MeterTest {

    private final Meter meter = new Meter();

    @Test
    void countsAnOrderOnceHoweverOftenItWasAskedFor() {
        place(Outcome.OK, "o1");
        place(Outcome.OK, "o1");
        place(Outcome.OK, "o2");

        assertThat(meter.line(1)).contains("3/s ok").endsWith(" 2 orders acknowledged");
    }

    @Test
    void countsNoOrderThatWasRefusedOrOnlyRead() {
        place(Outcome.REFUSED, "o1");
        meter.ended("read-order", 1_000, Outcome.OK, Map.of("orderId", "o2"));

        assertThat(meter.line(1))
                .contains("1/s ok", "1/s refused")
                .endsWith(" 0 orders acknowledged");
    }

    @Test
    void tellsOfTheTimeSinceTheLastLineOnly() {
        place(Outcome.OK, "o1");
        meter.line(1);

        assertThat(meter.line(1)).contains("0/s ok").endsWith(" 1 orders acknowledged");
    }

    private void place(Outcome outcome, String orderId) {
        meter.ended("place", 1_000, outcome, Map.of("orderId", orderId));
    }
}
