package dev.souk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

class EndpointTest {

    record Question(String text) {}

    record Reply(String text) {}

    @Test
    void onlyACommandIsNeverSentTwice() {
        assertThat(Endpoint.query("a", "find-it", Question.class, Reply.class).effect())
                .matches(Endpoint.Effect::isRepeatable);
        assertThat(Endpoint.idempotent("a", "put-it", Question.class, Reply.class).effect())
                .matches(Endpoint.Effect::isRepeatable);
        assertThat(Endpoint.command("a", "add-it", Question.class, Reply.class).effect())
                .matches(effect -> !effect.isRepeatable());
    }

    @Test
    void isOpenToEveryServiceUnlessItNamesSome() {
        var open = Endpoint.query("a", "find-it", Question.class, Reply.class);

        assertThat(open.callers()).isEmpty();
        assertThat(open.callableBy("b").callers()).isEqualTo(Set.of("b"));
        assertThat(open.within(Duration.ofMillis(1)).callableBy("b").deadline())
                .isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void anEventStartsAtVersionOne() {
        var id = new UUID(0, 0);

        assertThatThrownBy(() -> new Event<>(id, "a.done", 1, "x", 0, Instant.EPOCH, "body"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event<>(id, "a.done", 0, "x", 1, Instant.EPOCH, "body"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAdminMayDoWhatAnyRoleMay() {
        assertThat(new Principal("u", "s", Set.of("admin")).hasAny(Set.of("support"))).isTrue();
        assertThat(new Principal("u", "s", Set.of("customer")).hasAny(Set.of("support"))).isFalse();
        assertThat(Principal.ANONYMOUS.hasAny(Set.of("customer"))).isFalse();
        assertThat(Principal.ANONYMOUS.isAnonymous()).isTrue();
    }
}
