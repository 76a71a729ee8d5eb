package dev.souk.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.web.Operation;
import dev.souk.cluster.web.Operations;

import org.junit.jupiter.api.Test;

class FragmentTest {

    private final Operations operations = Operations.from("dev/souk/user/openapi.yaml");

    @Test
    void compilesAndNamesEveryOperation() {
        assertThat(operations.fragment().operations())
                .extracting(Operation::id)
                .containsExactlyInAnyOrder(
                        "register-user",
                        "list-users",
                        "read-profile",
                        "change-profile",
                        "erase-account",
                        "change-password",
                        "read-user",
                        "assign-roles",
                        "change-status",
                        "log-in",
                        "list-sessions",
                        "refresh-session",
                        "end-session",
                        "end-current-session",
                        "read-jwks",
                        "read-openid-configuration");
    }
}
