package dev.souk.acceptance.intruder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Client;
import dev.souk.acceptance.stack.Eventually;
import dev.souk.acceptance.stack.NodeProcess;
import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Test;

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
                        "SOUK_CLUSTER_PORT", NodeProcess.freePort(),
                        "SOUK_BUS_PORT", NodeProcess.freePort(),
                        "SOUK_MANAGEMENT_PORT", NodeProcess.freePort()));
        try (var _ = NodeProcess.ofTestClass(Intruder.class, environment)) {
            Eventually.within(
                    START,
                    () -> Client.anonymous(stack).get("/openapi.json"),
                    document -> document.body().at("/paths/~1v1~1intrusions").isObject());
            var visitor = Client.anonymous(stack);
            var finding = visitor.get("/v1/intrusions");

            assertThat(finding.string("/text")).isEqualTo("forbidden");
            for (var i = 0; i < 20; i++) {
                assertThat(visitor.get("/v1/products").body().path("items")).isNotEmpty();
            }
            assertThat(stack.logLinesWith("/v1/products").get("gateway-1"))
                    .anyMatch(line -> line.contains("recommend"));
        }
    }
}
