package dev.souk.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.GreeterProject;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class SeventhServiceIT {

    private static final Duration KNOWN = Duration.ofSeconds(5);
    private static final String PATH = "/v1/greetings/Ada";

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);

    @Test
    void aServiceFromOutsideJoinsIsDocumentedIsCheckedAndLeaves() throws Exception {
        var jar = GreeterProject.build();

        var node = stack.souk("add", "greeter", "--jar", jar.toString()).strip();

        var visitor = Client.anonymous(stack);
        assertThat(visitor.get(PATH).string("/text")).isEqualTo("Hello, Ada!");
        assertThat(visitor.get("/openapi.json").body().at("/paths/~1v1~1greetings~1{name}/get"))
                .isNotEmpty();
        assertThat(visitor.get("/v1/greetings/" + "x".repeat(51)).status()).isEqualTo(404);
        assertThat(visitor.delete(PATH).status()).isEqualTo(405);

        stack.souk("remove", node);
        var gone =
                Eventually.within(KNOWN, () -> visitor.get(PATH), reply -> reply.status() != 200);
        assertThat(gone.status()).isEqualTo(503);
        assertThat(gone.header("Retry-After")).isNotEmpty();
    }
}
