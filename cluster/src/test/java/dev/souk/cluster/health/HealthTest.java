package dev.souk.cluster.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.health.Health.Check;
import dev.souk.cluster.health.Health.Status;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

final class HealthTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Health health = new Health(() -> now);

    @Test
    void isDownOnlyWithoutWhatIsRequired() {
        var required = health.signal("postgres", true);
        var wanted = health.signal("redis", false);
        assertThat(health.report().status()).isEqualTo(Status.DOWN);

        required.up();
        assertThat(health.report().status()).isEqualTo(Status.DEGRADED);
        wanted.up();
        assertThat(health.report().status()).isEqualTo(Status.UP);
        wanted.down("connection refused");
        assertThat(health.report().status()).isEqualTo(Status.DEGRADED);
        required.degraded("slow");
        assertThat(health.report().status()).isEqualTo(Status.DEGRADED);
        required.down("gone");
        assertThat(health.report().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void tellsSinceWhenSomethingIsSo() {
        var signal = health.signal("kafka", false);
        now = now.plusSeconds(1);
        signal.down("still");
        assertThat(check("kafka").since()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));

        now = now.plusSeconds(1);
        signal.up();
        assertThat(check("kafka").since()).isEqualTo(now);
    }

    @Test
    void probesWhatItIsToldTo() throws Exception {
        health.probe("fine", true, Future::succeededFuture);
        health.probe("failing", false, () -> Future.failedFuture(new IllegalStateException("x")));
        health.probe(
                "broken",
                false,
                () -> {
                    throw new IllegalArgumentException("x");
                });

        var _ = new HealthProbes(health).round().await(5, TimeUnit.SECONDS);

        assertThat(check("fine").status()).isEqualTo(Status.UP);
        assertThat(check("failing").detail()).isEqualTo("IllegalStateException");
        assertThat(check("broken").status()).isEqualTo(Status.DOWN);
        assertThat(health.report().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void keepsTheServicesOfANodeApart() {
        health.within("order").signal("postgres", true).up();
        health.within("user").signal("postgres", true).down("away");

        assertThat(check("order/postgres").status()).isEqualTo(Status.UP);
        assertThat(check("user/postgres").status()).isEqualTo(Status.DOWN);
        health.within("user").remove("postgres");
        assertThat(health.report().status()).isEqualTo(Status.UP);
    }

    private Check check(String name) {
        return health.report().checks().stream()
                .filter(check -> check.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
