package dev.souk.cluster.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;

final class ConfigKeyTest {

    @Test
    void readsEachType() {
        assertThat(ConfigKey.integer("K").parse(" -3 ")).isEqualTo(-3);
        assertThat(ConfigKey.flag("K").parse("true")).isTrue();
        assertThat(ConfigKey.uri("K").parse("http://x:1/y")).isEqualTo(URI.create("http://x:1/y"));
        assertThat(ConfigKey.list("K").parse("a, b,,c ")).containsExactly("a", "b", "c");
        assertThat(ConfigKey.duration("K").parse("PT1.5S")).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void refusesWhatIsNoValue() {
        refuses(ConfigKey.integer("K"), "1.5", "a whole number");
        refuses(ConfigKey.flag("K"), "yes", "true or false");
        refuses(ConfigKey.uri("K"), "not a uri", "an absolute URI");
        refuses(ConfigKey.uri("K"), "/relative", "an absolute URI");
        refuses(ConfigKey.duration("K"), "PT-1S", "a duration of 0 or more");
        refuses(ConfigKey.port("K"), "-1", "a port");
    }

    @Test
    void isRequiredUnlessItHasADefaultOrIsOptional() {
        assertThat(ConfigKey.text("K").isRequired()).isTrue();
        assertThat(ConfigKey.text("K").optional().isRequired()).isFalse();
        assertThat(ConfigKey.text("K").or("x").isRequired()).isFalse();
    }

    private static void refuses(ConfigKey<?> key, String text, String expected) {
        assertThatThrownBy(() -> key.parse(text))
                .isInstanceOf(BadValue.class)
                .hasMessage("is '" + text + "', not " + expected);
    }
}
