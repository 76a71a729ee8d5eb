package dev.souk.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.web.Operation;
import dev.souk.cluster.web.Operations;

import org.junit.jupiter.api.Test;

class FragmentTest {

    @Test
    void compilesAndNamesEveryOperation() {
        assertThat(Operations.from("dev/souk/notify/openapi.yaml").fragment().operations())
                .extracting(Operation::id)
                .containsExactlyInAnyOrder(
                        "list-notifications",
                        "mark-notification-read",
                        "list-dead-letters",
                        "replay-dead-letter");
    }
}
