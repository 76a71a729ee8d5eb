package dev.souk.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Reply;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

@Tag("full")
class SilenceIT {

    private static final Duration REFUSED = Duration.ofSeconds(2);
    private static final Duration HEALED = Duration.ofSeconds(5);
    private static final long QUICK_MILLIS = 10;

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final Client visitor = Client.anonymous(stack);

    @AfterEach
    void goOn() throws Exception {
        signal("CONT", "catalog-1");
    }

    @Test
    void aFrozenServiceIsRefusedAtOnceAndComesBackByItself() throws Exception {
        var product = "/v1/products?limit=1";
        assertThat(visitor.get(product).status()).isEqualTo(200);

        signal("STOP", "catalog-1");
        Eventually.within(REFUSED, () -> timed(product), refusal -> refusal.status() == 503);
        var refusals = IntStream.range(0, 50).mapToObj(i -> timed(product)).toList();

        assertThat(refusals).allMatch(refusal -> refusal.status() == 503);
        var median = refusals.stream().map(Timed::millis).sorted().skip(25).findFirst();
        assertThat(median.orElseThrow()).isLessThanOrEqualTo(QUICK_MILLIS);
        assertThat(breakerOfCatalog()).isEqualToIgnoringCase("open");
        signal("CONT", "catalog-1");
        Eventually.within(HEALED, () -> timed(product), answer -> answer.status() == 200);
        Eventually.within(HEALED, this::breakerOfCatalog, "closed"::equalsIgnoreCase);
    }

    private record Timed(int status, long millis) {}

    private Timed timed(String path) {
        var began = System.nanoTime();
        Reply reply = visitor.get(path);
        return new Timed(reply.status(), (System.nanoTime() - began) / 1_000_000);
    }

    private String breakerOfCatalog() {
        var breakers = Shoppers.admin(stack).get("/v1/cluster").body().path("breakers");
        return StreamSupport.stream(breakers.spliterator(), false)
                .filter(breaker -> breaker.path("name").asText().equals("catalog"))
                .map(breaker -> breaker.path("state").asText())
                .findFirst()
                .orElse("none");
    }

    private void signal(String signal, String node) throws IOException, InterruptedException {
        for (JsonNode known : stack.status().path("nodes")) {
            if (known.path("name").asText().equals(node)) {
                var pid = known.path("pid").asText();
                new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
            }
        }
    }
}
