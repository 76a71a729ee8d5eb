package dev.souk.user;

import dev.souk.user.domain.PasswordRules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The list of common passwords that comes with the jar. */
final class CommonPasswords {

    private static final String RESOURCE = "common-passwords.txt";

    private CommonPasswords() {}

    /** The rules that know the list. Reads a file: not for an event loop. */
    static PasswordRules rules() throws IOException {
        var list = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(RESOURCE));
        try (var reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return PasswordRules.knowing(reader.lines());
        }
    }
}
