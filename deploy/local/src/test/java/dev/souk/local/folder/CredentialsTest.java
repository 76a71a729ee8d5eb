package dev.souk.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

final class CredentialsTest {

    @TempDir private Path root;

    private DataFolder folder = new DataFolder(Path.of("unused"));

    @BeforeEach
    void openFolder() throws IOException {
        folder = new DataFolder(root.resolve("shop"));
        folder.create();
    }

    @Test
    void makesThemUpOnce() throws IOException {
        var first = of(Map.of());

        assertThat(first.password()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(of(Map.of())).isEqualTo(first);
    }

    @Test
    void takesThemFromTheEnvironmentAndRemembersThem() throws IOException {
        var stated =
                Map.of(
                        "SOUK_ADMIN_EMAIL",
                        "me@shop.test",
                        "SOUK_ADMIN_PASSWORD",
                        "a long password");

        assertThat(of(stated)).isEqualTo(new Credentials("me@shop.test", "a long password"));
        assertThat(of(Map.of())).isEqualTo(new Credentials("me@shop.test", "a long password"));
    }

    @Test
    void showsNoPassword() throws IOException {
        var credentials = of(Map.of("SOUK_ADMIN_PASSWORD", "a long password"));

        assertThat(credentials.toString()).doesNotContain("a long password");
    }

    private Credentials of(Map<String, String> environment) throws IOException {
        return Credentials.of(folder, environment, new SecureRandom());
    }
}
