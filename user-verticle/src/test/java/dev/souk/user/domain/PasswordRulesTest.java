package dev.souk.user.domain;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

class PasswordRulesTest {

    private static final PasswordRules RULES = rules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password123!",
                "PASSWORD123456",
                "P@ssw0rd1234",
                "passwordpassword",
                "qwerty123456",
                "qwertyuiop123",
                "Qwertyuiop12",
                "1q2w3e4r5t6y",
                "1qaz2wsx3edc",
                "123456789012",
                "1234567890123456",
                "098765432109",
                "abcdefghijkl",
                "lkjihgfedcba",
                "asdfghjklzxc",
                "aaaaaaaaaaaa",
                "abcabcabcabc",
                "abcabcabcabca",
                "121212121212",
                "iloveyou1234",
                "letmein12345",
                "administrator",
                "Welcome12345",
                "changeme1234",
                "correct horse battery staple",
                "summer202512!",
            })
    void refusesTheCommonOnes(String password) {
        assertThat(RULES.objection(password))
                .hasValueSatisfying(why -> assertThat(why).contains("tried first"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-long-password-1",
                "correct-horse-7-staple",
                "s3cret-enough-for-all",
                "only lower case words",
                "Tr0ub4dor&3xyz",
                "пароль длинный",
                "test-password-123",
                "my voice is my passport",
            })
    void takesTheOthersWhateverTheirCharacters(String password) {
        assertThat(RULES.objection(password)).isEmpty();
    }

    @Test
    void countsCharactersAndNotTheirEncoding() {
        assertThat(RULES.objection("p4s-w0rd-11")).isPresent();
        assertThat(RULES.objection("p4s-w0rd-112")).isEmpty();
        assertThat(RULES.objection("🐫🏺🧭🕌🪔🧿"))
                .hasValueSatisfying(why -> assertThat(why).contains("12"));
    }

    @Property
    void refusesEveryShortOne(@ForAll @StringLength(max = 11) String password) {
        assertThat(RULES.objection(password)).isPresent();
    }

    @Property
    void refusesEveryUnitThatIsRepeated(
            @ForAll @StringLength(min = 1, max = 8) String unit,
            @ForAll @IntRange(min = 24, max = 40) int times) {
        assertThat(RULES.objection(unit.repeat(times))).isPresent();
    }

    private static PasswordRules rules() {
        var file =
                Objects.requireNonNull(
                        PasswordRulesTest.class.getResourceAsStream(
                                "/dev/souk/user/common-passwords.txt"));
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return PasswordRules.knowing(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
