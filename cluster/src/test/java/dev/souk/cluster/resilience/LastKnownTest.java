package dev.souk.cluster.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Duration;

final class LastKnownTest {

    private final ServiceFailure away = ServiceFailure.unavailable("gone", Duration.ofSeconds(1));
    private final LastKnown<String, String> known = new LastKnown<>(10);

    @Test
    void asksTheSourceWhileItIsThere() {
        assertThat(read("lamp", Future.succeededFuture("old"))).isEqualTo("old");
        assertThat(read("lamp", Future.succeededFuture("new"))).isEqualTo("new");
    }

    @Test
    void givesTheLastAnswerWhileTheSourceIsAway() {
        read("lamp", Future.succeededFuture("old"));
        read("lamp", Future.succeededFuture("new"));

        assertThat(read("lamp", Future.failedFuture(away))).isEqualTo("new");
    }

    @Test
    void failsAsTheSourceDoesWhereItKnowsNothing() {
        read("lamp", Future.succeededFuture("old"));

        assertThat(known.read("chair", () -> Future.failedFuture(away)).cause()).isSameAs(away);
    }

    @Test
    void hidesNoOtherFailure() {
        var gone = ServiceFailure.notFound("product");
        read("lamp", Future.succeededFuture("old"));

        assertThat(known.read("lamp", () -> Future.failedFuture(gone)).cause()).isSameAs(gone);
    }

    private String read(String key, Future<String> answer) {
        return known.read(key, () -> answer).result();
    }
}
