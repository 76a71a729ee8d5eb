package dev.souk.user.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada@shop.test",
                "ada.lovelace+souk@mail.example.co.uk",
                "a@b",
                "o'brien@example.com",
                "!#$%&'*+-/=?^_`{|}~@example.com",
                "\"ada lovelace\"@example.com",
                "\"a\\\"b\"@example.com",
                "\"a@b\"@example.com",
                "ädä@bücher.example",
                "用户@例子.测试",
                "1@1.1",
                "  ada@example.com  ",
            })
    void takesEveryAddressOfTheSyntax(String text) {
        assertThat(Email.parse(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ada",
                "@example.com",
                "ada@",
                "ada@@example.com",
                "ada lovelace@example.com",
                "ada@exam ple.com",
                ".ada@example.com",
                "ada.@example.com",
                "a..da@example.com",
                "ada@.example.com",
                "ada@example..com",
                "ada@example.com.",
                "ada@-example.com",
                "ada@example-.com",
                "ada@exa_mple.com",
                "ada@[127.0.0.1]",
                "Ada <ada@example.com>",
                "ada@example.com\r\nBcc: eve@example.com",
                "\"ada\r\n\"@example.com",
                "\"ada@example.com",
                "ada,eve@example.com",
                "ada@example.com,eve@example.com",
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(Email.parse(text)).isEmpty();
    }

    @Test
    void refusesPartsThatAreTooLong() {
        assertThat(Email.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(Email.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(Email.parse("a@" + "b".repeat(63) + ".com")).isPresent();
        assertThat(Email.parse("a@" + "b".repeat(64) + ".com")).isEmpty();
        assertThat(Email.parse("a@" + "b.".repeat(127) + "com")).isEmpty();
    }

    @Test
    void cannotBeMadeOfAnythingElse() {
        assertThatThrownBy(() -> new Email("no address"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void tellsMailboxesApartWithoutRegardToCase(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String local) {
        var lower = new Email(local.toLowerCase(java.util.Locale.ROOT) + "@example.com");
        var upper = new Email(local.toUpperCase(java.util.Locale.ROOT) + "@EXAMPLE.com");

        assertThat(lower.key()).isEqualTo(upper.key());
    }

    @Property
    void neverFailsOnAnyText(@ForAll String text) {
        assertThat(Email.parse(text).map(Email::value))
                .isIn(java.util.Optional.empty(), java.util.Optional.of(text.strip()));
    }

    @Test
    void isNotPrinted() {
        assertThat(new Email("ada@example.com").toString()).doesNotContain("ada");
    }
}
