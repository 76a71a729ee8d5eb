package dev.souk.cluster.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

final class CloudEventsTest {

    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Instant TIME = Instant.parse("2026-03-01T10:15:30.123Z");
    private static final Event<String> EVENT =
            new Event<>(ID, "thing.changed", 2, "thing-1", 7, TIME, "body");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void writesTheAttributesOfCloudEventsInBinaryMode() {
        assertThat(CloudEvents.headers("things", EVENT, TRACE))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", ID.toString(),
                                "ce_source", "/things",
                                "ce_type", "thing.changed",
                                "ce_subject", "thing-1",
                                "ce_time", "2026-03-01T10:15:30.123Z",
                                "ce_dataschema", "schema/thing.changed.v2.json",
                                "ce_aggregateversion", "7",
                                "content-type", "application/json",
                                "traceparent", TRACE));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(CloudEvents.envelope(CloudEvents.headers("things", EVENT, TRACE)))
                .contains(
                        new CloudEvents.Envelope(
                                ID,
                                "thing.changed",
                                2,
                                "thing-1",
                                OptionalLong.of(7),
                                TIME,
                                TRACE));
    }

    @Test
    void countsNoVersionsWhereTheStreamDoesNot() {
        var envelope = CloudEvents.envelope(CloudEvents.uncounted("things", EVENT, ""));
        assertThat(envelope.orElseThrow().version()).isEmpty();
    }

    @Test
    void findsNoEventInOtherHeaders() {
        assertThat(CloudEvents.envelope(Map.of())).isEmpty();
        var broken = new HashMap<>(CloudEvents.headers("things", EVENT, ""));
        broken.put("ce_id", "no uuid");
        assertThat(CloudEvents.envelope(broken)).isEmpty();
        broken.putAll(CloudEvents.headers("things", EVENT, ""));
        broken.put("ce_time", "yesterday");
        assertThat(CloudEvents.envelope(broken)).isEmpty();
    }

    @Test
    void ignoresHeadersThatItDoesNotKnow() {
        var more = new HashMap<>(CloudEvents.headers("things", EVENT, ""));
        more.put("ce_somethingnew", "x");
        assertThat(CloudEvents.envelope(more)).isPresent();
    }
}
