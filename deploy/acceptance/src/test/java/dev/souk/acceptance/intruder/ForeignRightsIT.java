package dev.souk.acceptance.intruder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.FreePort;
import dev.souk.acceptance.stack.NodeProcess;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

class ForeignRightsIT {

    private static final Duration START = Duration.ofSeconds(30);

    private final Stack stack = Stack.of(Stack.Kind.SIX_PROCESSES);

    @Test
    void aNodeSpeaksForNoOtherServiceAndCallsNothingThatOnlyOthersMay() throws Exception {
        var environment = NodeProcess.environmentOf(stack, "recommend-1");
        environment.putAll(
                Map.of(
                        "SOUK_NODE_NAME", "intruder-1",
                        "SOUK_CLUSTER_PORT", String.valueOf(FreePort.next()),
                        "SOUK_BUS_PORT", String.valueOf(FreePort.next()),
                        "SOUK_MANAGEMENT_PORT", String.valueOf(FreePort.next())));
        try (var _ = NodeProcess.ofTestClass(Intruder.class, environment)) {
            var finding =
                    Eventually.within(START, this::intrude, answer -> answer.contains("text"));

            assertThat(finding).isEqualTo("{\"text\":\"forbidden\"}");
            var visitor = Client.anonymous(stack);
            for (var i = 0; i < 20; i++) {
                assertThat(visitor.get("/v1/products").body().path("items")).isNotEmpty();
            }
            assertThat(stack.logLinesWith("/v1/products").get("gateway-1"))
                    .anyMatch(line -> line.contains("recommend"));
        }
    }

    /** The answer's body; a document that two versions of a service share can't describe it. */
    private String intrude() {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(stack.gateway().resolve("/v1/intrusions")).build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
