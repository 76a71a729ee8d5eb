package dev.souk.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

@Tag("full")
class OutageIT {

    private static final Duration HEALED = Duration.ofSeconds(15);
    private static final Duration MAILED = Duration.ofSeconds(60);
    private static final int SECONDS_AWAY = 20;

    /** What a health check calls the server that {@code deploy/souk} calls so. */
    private static final Map<String, String> CHECKS =
            Map.of(
                    "postgres", "postgres",
                    "redis", "redis",
                    "kafka", "kafka",
                    "mail", "smtp",
                    "payments", "payments");

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);
    private final List<URI> gateways = stack.gateways();
    private final List<Shoppers.Shopper> shoppers = Shoppers.register(stack);
    private final Mix mix = Shoppers.mix(stack, shoppers);

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "kafka", "mail", "payments"})
    void everythingHealsByItselfAfter(String server) throws Exception {
        var pids = pids();
        seeEveryProduct();
        try (var load = Load.start(() -> gateways, mix::next, 8, 40)) {
            TimeUnit.SECONDS.sleep(3);
            stack.souk("stop", server);
            Eventually.within(
                    Duration.ofSeconds(SECONDS_AWAY),
                    this::namedByHealth,
                    named -> named.contains(CHECKS.get(server)));
            TimeUnit.SECONDS.sleep(SECONDS_AWAY);
            stack.souk("start", server);
            var back = Instant.now();
            Eventually.within(HEALED, this::namedByHealth, Set::isEmpty);
            TimeUnit.SECONDS.sleep(5);
            var outcomes = load.stop();

            System.out.println(server + " away: " + new Tally(outcomes));
            assertThat(pids()).isEqualTo(pids);
            assertThat(outcomes).filteredOn(Outcome::isCut).isEmpty();
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.isFault() && !outcome.isProblem())
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.at().isAfter(back.plus(HEALED)))
                    .filteredOn(Outcome::isFault)
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(outcome -> goesOnWithout(server, outcome.call()))
                    .filteredOn(Outcome::isFault)
                    .isEmpty();
            shoppers.forEach(this::everyConfirmedOrderIsMailed);
        }
    }

    /** So that each is known when the database goes. */
    private void seeEveryProduct() {
        var visitor = Client.anonymous(stack);
        mix.products().forEach(product -> visitor.get("/v1/products/" + product));
        visitor.get("/v1/products?limit=10");
    }

    private static boolean goesOnWithout(String server, String call) {
        return switch (server) {
            case "postgres" -> Set.of("GET product", "GET products").contains(call);
            case "redis", "kafka", "mail" -> true;
            default -> !call.equals("POST order");
        };
    }

    private void everyConfirmedOrderIsMailed(Shoppers.Shopper shopper) {
        var confirmed = Shoppers.confirmed(stack, shopper);
        Eventually.within(
                MAILED,
                () -> stack.numbersMailedTo(shopper.email()),
                mailed -> mailed.containsAll(confirmed));
    }

    private Set<Long> pids() {
        var pids = new HashSet<Long>();
        stack.status().path("nodes").forEach(node -> pids.add(node.path("pid").asLong()));
        return pids;
    }

    /** The checks that any node's readiness calls down now. */
    private Set<String> namedByHealth() {
        var down = new HashSet<String>();
        for (var node : stack.status().path("nodes")) {
            for (var check : ready(node.path("managementUrl").asText())) {
                if (!check.path("status").asText().equals("up")) {
                    down.add(check.path("name").asText());
                }
            }
        }
        return down;
    }

    private static List<com.fasterxml.jackson.databind.JsonNode> ready(String managementUrl) {
        var request = HttpRequest.newBuilder(URI.create(managementUrl + "/health/ready")).build();
        try (var http = HttpClient.newHttpClient()) {
            var body = http.send(request, BodyHandlers.ofString()).body();
            var checks = new ObjectMapper().readTree(body).path("checks");
            return java.util.stream.StreamSupport.stream(checks.spliterator(), false).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
