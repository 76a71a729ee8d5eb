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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

@Tag("full")
class SilenceIT {

    private static final Duration REFUSED = Duration.ofSeconds(2);
    private static final Duration HEALED = Duration.ofSeconds(5);
    private static final long QUICK_MILLIS = 10;
    private static final Duration NOISE = Duration.ofMillis(50);

    /** The cluster waits 12 s, and looks every 2 s. */
    private static final int SECONDS_UNTIL_EVICTED = 15;

    private static final int SECONDS_UNTIL_RECONCILED = 6;
    private static final String PRODUCTS = "/v1/products?limit=1";

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final List<URI> gateways = stack.gateways();
    private final Client visitor = Client.anonymous(stack);
    private final Mix mix = Shoppers.mix(stack);

    @AfterEach
    void goOn() throws Exception {
        signal("CONT", "catalog-1");
    }

    @Test
    void aFrozenServiceIsRefusedAtOnceAndComesBackByItself() throws Exception {
        assertThat(visitor.get(PRODUCTS).status()).isEqualTo(200);
        try (var others = loadBesideTheCatalog()) {
            TimeUnit.SECONDS.sleep(4);
            var stopped = Instant.now();
            signal("STOP", "catalog-1");
            Eventually.within(REFUSED, () -> timed(PRODUCTS), refusal -> refusal.status() == 503);
            var refusals = IntStream.range(0, 50).mapToObj(i -> timed(PRODUCTS)).toList();

            assertThat(refusals).allMatch(refusal -> refusal.status() == 503);
            var median = refusals.stream().map(Timed::millis).sorted().skip(25).findFirst();
            assertThat(median.orElseThrow()).isLessThanOrEqualTo(QUICK_MILLIS);
            assertThat(breakerOfCatalog()).isEqualToIgnoringCase("open");
            TimeUnit.SECONDS.sleep(3);
            signal("CONT", "catalog-1");
            Eventually.within(HEALED, () -> timed(PRODUCTS), answer -> answer.status() == 200);
            Eventually.within(HEALED, this::breakerOfCatalog, "closed"::equalsIgnoreCase);

            nobodyElseNoticed(others.stop(), stopped);
        }
    }

    @Test
    void aServiceThatSleptUntilItWasEvictedComesBackAndHarmsNobody() throws Exception {
        try (var others = loadBesideTheCatalog()) {
            TimeUnit.SECONDS.sleep(4);
            var stopped = Instant.now();
            signal("STOP", "catalog-1");
            TimeUnit.SECONDS.sleep(SECONDS_UNTIL_EVICTED);
            signal("CONT", "catalog-1");
            Eventually.within(HEALED, () -> timed(PRODUCTS), answer -> answer.status() == 200);
            TimeUnit.SECONDS.sleep(SECONDS_UNTIL_RECONCILED);

            assertThat(timed(PRODUCTS).status()).isEqualTo(200);
            nobodyElseNoticed(others.stop(), stopped);
        }
    }

    private Load loadBesideTheCatalog() {
        return Load.start(() -> gateways, mix::nextBesideTheCatalog, 4, 100);
    }

    private static void nobodyElseNoticed(List<Outcome> outcomes, Instant stopped) {
        var before = new Tally(outcomes.stream().filter(it -> it.at().isBefore(stopped)).toList());
        var since = new Tally(outcomes.stream().filter(it -> !it.at().isBefore(stopped)).toList());
        System.out.println("silence, others before: " + before);
        System.out.println("silence, others since:  " + since);
        assertThat(outcomes).filteredOn(Outcome::isCut).isEmpty();
        assertThat(outcomes).filteredOn(Outcome::isFault).isEmpty();
        var limit = before.percentile(0.99).multipliedBy(2).plus(NOISE);
        assertThat(since.percentile(0.99)).isLessThanOrEqualTo(limit);
    }

    private record Timed(int status, long millis) {}

    private Timed timed(String path) {
        var began = System.nanoTime();
        Reply reply = visitor.get(path);
        return new Timed(reply.status(), (System.nanoTime() - began) / 1_000_000);
    }

    /** How the gateway's breaker of the catalog stands. */
    private String breakerOfCatalog() {
        var nodes = Shoppers.admin(stack).get("/v1/cluster").body().path("nodes");
        return StreamSupport.stream(nodes.spliterator(), false)
                .filter(node -> node.path("service").asText().equals("gateway"))
                .flatMap(node -> StreamSupport.stream(node.path("breakers").spliterator(), false))
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
