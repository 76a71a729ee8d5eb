package dev.souk.user.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.testkit.schema.EventContracts;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** Every release can read the events of every other. */
class EventCompatibilityTest {

    private final EventContracts events = EventContracts.of(Path.of("."));

    @Test
    void changesNothingThatAnotherReleaseReliesOn() {
        assertThat(events.releasedSchemas()).isPositive();
        assertThat(events.breaks()).isEmpty();
    }

    @Test
    void hasAValidSampleOfEachEvent() {
        assertThat(events.withoutSample()).isEmpty();
    }
}
