package dev.souk.simulation.quota;

import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.web.Access;
import dev.souk.cluster.web.Operation;
import dev.souk.contract.Principal;
import dev.souk.gateway.quota.QuotaPolicies;
import dev.souk.gateway.quota.Quotas;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.redis.ModelRedis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** A gateway, as far as it charges requests: the real {@link Quotas}. */
final class Gateway {

    private static final String LOCAL = "souk_gateway_quota_local_total";

    private final Node node;
    private final Quotas quotas;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private double localBefore;

    /** What all gateways share. */
    record Surroundings(
            QuotaPolicies policies, ModelRedis redis, IntSupplier gateways, LongSupplier nanos) {}

    /**
     * A request.
     *
     * @param policy that of its operation, besides the caller's general one; empty for none
     * @param isOpen whether it needs no token, so that its policy goes by the address
     */
    record Request(String caller, String address, Optional<String> policy, boolean isOpen) {

        /** The keys in Redis that it is charged to. */
        List<String> keys() {
            var general = "souk:quota:USER:{" + caller + "}";
            var of = "{" + (isOpen ? address : caller) + "}";
            return policy.map(name -> List.of(general, "souk:quota:" + name + ":" + of))
                    .orElseGet(() -> List.of(general));
        }
    }

    /** How a request came out, and whether the gateway was alone in deciding it. */
    record Verdict(boolean isLetIn, boolean isLocal) {}

    Gateway(Node node, Surroundings all) {
        this.node = node;
        this.quotas =
                new Quotas(
                        new Quotas.Parts(
                                all.policies(),
                                new RateLimiter(all.redis().from(node)),
                                all.gateways(),
                                all.nanos(),
                                meters));
    }

    Node node() {
        return node;
    }

    Future<Verdict> charge(Request request) {
        var principal = new Principal(request.caller(), "session", Set.of());
        return quotas.charge(operation(request), principal, request.address())
                .map(outcome -> new Verdict(outcome.refusal().isEmpty(), wasLocal()));
    }

    /** The gateway counts its own verdicts, and nothing comes between one and this question. */
    private boolean wasLocal() {
        var now = meters.counter(LOCAL).count();
        var was = now > localBefore;
        localBefore = now;
        return was;
    }

    private static Operation operation(Request request) {
        return new Operation(
                "do-it",
                "POST",
                "/v1/it",
                request.isOpen() ? new Access.Anyone() : new Access.SignedIn(),
                request.policy(),
                "normal",
                false,
                false,
                Set.of(),
                false,
                Set.of(),
                Set.of(),
                0);
    }
}
