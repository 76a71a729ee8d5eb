package dev.souk.local.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.cluster.config.KnownKeys;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

final class EnvironmentTest {

    private final KnownKeys known = KnownKeys.ofSouk();

    @Test
    void takesOnlyWhatIsSouks() {
        var environment = Environment.of(Map.of("SOUK_LOG_LEVEL", "DEBUG", "PATH", "/bin"), known);

        assertThat(environment.variables()).containsOnlyKeys("SOUK_LOG_LEVEL");
    }

    @Test
    void refusesANameThatNoPartDeclaresAndSaysWhatIsNear() {
        assertThatThrownBy(() -> Environment.of(Map.of("SOUK_LOG_LEVLE", "DEBUG"), known))
                .isInstanceOf(UnknownKeys.class)
                .hasMessageContaining("SOUK_LOG_LEVLE")
                .hasMessageContaining("SOUK_LOG_LEVEL")
                .hasMessageNotContaining("DEBUG");
    }

    @Test
    void handsNobodyAnotherServicesSecrets() {
        var all =
                Map.of(
                        "SOUK_ADMIN_PASSWORD_FILE", "a",
                        "SOUK_PAYMENTS_KEY", "b",
                        "SOUK_USER_DATABASE_URL_FILE", "c",
                        "SOUK_ORDER_DATABASE_URL_FILE", "d",
                        "SOUK_LOG_LEVEL", "INFO",
                        "SOUK_QUOTA_USER", "1/1s");

        assertThat(Environment.declaredBy(Set.of("order"), all, known))
                .containsOnlyKeys(
                        "SOUK_PAYMENTS_KEY", "SOUK_ORDER_DATABASE_URL_FILE", "SOUK_LOG_LEVEL");
        assertThat(Environment.declaredBy(Set.of("user"), all, known))
                .containsOnlyKeys(
                        "SOUK_ADMIN_PASSWORD_FILE",
                        "SOUK_USER_DATABASE_URL_FILE",
                        "SOUK_LOG_LEVEL",
                        "SOUK_QUOTA_USER");
    }

    @Test
    void makesTheNamesOfFilesAbsolute() {
        var environment = Environment.of(Map.of("SOUK_CURSOR_KEY_FILE", "key"), known);

        assertThat(environment.variables().get("SOUK_CURSOR_KEY_FILE"))
                .startsWith("/")
                .endsWith("/key");
    }
}
