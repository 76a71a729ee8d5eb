package dev.souk.cluster.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.resilience.HandClock;
import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

class PeerTest {

    private final Vertx vertx = Vertx.vertx();
    private final HandClock clock = new HandClock();
    private final Peer stalled = new Peer("parrot", "one", clock);
    private final Peer busy = new Peer("parrot", "two", clock);

    @AfterEach
    void close() {
        var _ = vertx.close().await();
    }

    @Test
    void costsTheMoreTheLongerItsOldestCallWaits() {
        clock.passMillis(60_000);
        stalled.begin(call(stalled, false));
        clock.passMillis(900);
        busy.begin(call(busy, false));
        busy.begin(call(busy, false));

        assertThat(stalled.cost()).isGreaterThan(busy.cost());
        assertThat(stalled.cost()).isEqualTo(2.0 * Duration.ofMillis(900).toNanos());
    }

    @Test
    void costsAsItsAnswersDoOnceNobodyWaits() {
        clock.passMillis(60_000);
        var before = stalled.cost();
        var call = call(stalled, false);
        stalled.begin(call);
        clock.passMillis(900);
        stalled.end(call);

        assertThat(stalled.cost()).isEqualTo(before);
        stalled.sample(call);
        assertThat(stalled.cost()).isEqualTo((double) Duration.ofMillis(900).toNanos());
    }

    @Test
    void countsNoCallThatIsHeldBackOnPurpose() {
        clock.passMillis(60_000);
        var before = stalled.cost();
        stalled.begin(call(stalled, true));
        clock.passMillis(900);

        assertThat(stalled.cost()).isEqualTo(before);
        assertThat(stalled.silence()).isEqualTo(Duration.ofMillis(900));
    }

    private PendingCall call(Peer peer, boolean held) {
        var call =
                new Outbound(
                        "parrot",
                        Effect.QUERY,
                        Set.of(),
                        MultiMap.caseInsensitiveMultiMap(),
                        Buffer.buffer(),
                        Deadline.in(Duration.ofSeconds(5), clock),
                        held);
        return new PendingCall(peer.nextNumber(), vertx.getOrCreateContext(), call, clock.nanos());
    }
}
