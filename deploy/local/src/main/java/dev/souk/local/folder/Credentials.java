package dev.souk.local.folder;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The e-mail and password of the shop's admin: as the environment names them, else as kept, else
 * made up.
 */
public record Credentials(String email, String password) {

    public static final String EMAIL_KEY = "SOUK_ADMIN_EMAIL";
    public static final String PASSWORD_KEY = "SOUK_ADMIN_PASSWORD";

    private static final String DEFAULT_EMAIL = "admin@souk.test";

    /** The admin's credentials, written down for the next time. */
    public static Credentials of(
            DataFolder folder, Map<String, String> environment, SecureRandom random)
            throws IOException {
        var kept = JsonFile.read(folder.credentials(), Credentials.class).orElse(null);
        var credentials =
                new Credentials(
                        choose(
                                environment.get(EMAIL_KEY),
                                kept == null ? null : kept.email(),
                                DEFAULT_EMAIL),
                        choose(
                                environment.get(PASSWORD_KEY),
                                kept == null ? null : kept.password(),
                                newPassword(random)));
        if (!credentials.equals(kept)) {
            JsonFile.write(folder.credentials(), credentials);
        }
        return credentials;
    }

    @Override
    public String toString() {
        return email;
    }

    private static String choose(@Nullable String stated, @Nullable String kept, String other) {
        if (stated != null && !stated.isBlank()) {
            return stated;
        }
        return kept != null ? kept : other;
    }

    private static String newPassword(SecureRandom random) {
        var bytes = new byte[15];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
