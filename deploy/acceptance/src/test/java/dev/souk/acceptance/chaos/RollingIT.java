package dev.souk.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@Tag("full")
class RollingIT {

    private static final int ROUNDS = 3;

    private final Stack stack = Stack.of(Stack.Kind.TWO_OF_EACH);
    private final AtomicReference<List<URI>> gateways = new AtomicReference<>(stack.gateways());
    private final Mix mix = Shoppers.mix(stack);

    @Test
    void noRequestFailsWhileEveryNodeIsReplacedInTurn() throws Exception {
        try (var load = Load.atHalfOfCapacity(gateways::get, mix::next)) {
            for (var round = 0; round < ROUNDS; round++) {
                replaceEveryNode();
            }
            var outcomes = load.stop();

            System.out.println("rolling: " + new Tally(outcomes));
            assertThat(outcomes).filteredOn(outcome -> !outcome.isSuccess()).isEmpty();
        }
    }

    private void replaceEveryNode() {
        for (var node : nodes()) {
            var service = node.path("service").asText();
            stack.souk("remove", node.path("name").asText());
            know(service);
            stack.souk("add", service);
            know(service);
        }
    }

    private void know(String changed) {
        if (changed.equals("gateway")) {
            gateways.set(stack.gateways());
        }
    }

    private List<JsonNode> nodes() {
        var nodes = new ArrayList<JsonNode>();
        stack.status().path("nodes").forEach(nodes::add);
        return nodes;
    }
}
