package dev.souk.gateway.quota;

import dev.souk.cluster.redis.RateLimiter;
import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.cluster.redis.RateLimiter.Verdict;
import dev.souk.cluster.web.Operation;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Charges each request to the quota of its caller, and to that of its operation if it has one.
 * Holds across gateways by Redis; while that is away each gateway grants its share of every quota.
 */
public final class Quotas {

    private static final String LOCAL = "souk_gateway_quota_local_total";

    private final QuotaPolicies policies;
    private final RateLimiter limiter;
    private final LocalQuotas local;
    private final IntSupplier gateways;
    private final Counter localVerdicts;

    /**
     * What quotas are made of.
     *
     * @param gateways how many gateways there are
     * @param nanos a clock that never goes back
     */
    public record Parts(
            QuotaPolicies policies,
            RateLimiter limiter,
            IntSupplier gateways,
            LongSupplier nanos,
            MeterRegistry meters) {}

    /**
     * How a request came out.
     *
     * @param fields to be shown; empty where nothing limits it
     * @param refusal why it may not go on; empty where it may
     */
    public record Outcome(Optional<RateLimitFields> fields, Optional<ServiceFailure> refusal) {
        private static final Outcome FREE = new Outcome(Optional.empty(), Optional.empty());
    }

    public Quotas(Parts parts) {
        this.policies = parts.policies();
        this.limiter = parts.limiter();
        this.local = new LocalQuotas(parts.nanos());
        this.gateways = parts.gateways();
        this.localVerdicts = parts.meters().counter(LOCAL);
    }

    /** Charges one request; never fails. */
    public Future<Outcome> charge(Operation operation, Principal principal, String address) {
        var charges = charges(operation, principal, address);
        if (charges.isEmpty()) {
            return Future.succeededFuture(Outcome.FREE);
        }
        return verdict(charges).map(verdict -> outcome(charges, verdict));
    }

    private Future<Verdict> verdict(List<Charge> charges) {
        var keys = charges.stream().map(Charge::key).distinct().toList();
        Future<Verdict> verdict = keys.size() == 1 ? limiter.take(charges) : oneByOne(charges, 0);
        return verdict.otherwise(away -> locally(charges));
    }

    /** Keys of different callers may lie on different nodes of Redis, out of one script's reach. */
    private Future<Verdict> oneByOne(List<Charge> charges, int index) {
        return limiter.take(List.of(charges.get(index)))
                .compose(
                        verdict ->
                                !verdict.allowed() || index + 1 == charges.size()
                                        ? Future.succeededFuture(verdict)
                                        : oneByOne(charges, index + 1));
    }

    private Verdict locally(List<Charge> charges) {
        localVerdicts.increment();
        return local.take(charges, Math.max(1, gateways.getAsInt()));
    }

    private List<Charge> charges(Operation operation, Principal principal, String address) {
        var byAddress = "{" + address + "}";
        var byCaller = principal.isAnonymous() ? byAddress : "{" + principal.subject() + "}";
        var charges = new ArrayList<Charge>(2);
        policies.quota(general(principal))
                .ifPresent(quota -> charges.add(new Charge(byCaller, quota, 1)));
        operation
                .quota()
                .flatMap(policies::quota)
                .ifPresent(
                        quota ->
                                charges.add(
                                        new Charge(
                                                operation.access().isOpen() ? byAddress : byCaller,
                                                quota,
                                                1)));
        return charges;
    }

    private static String general(Principal principal) {
        if (principal.isAnonymous()) {
            return QuotaPolicies.ANONYMOUS;
        }
        return principal.hasAny(Set.of("admin")) ? QuotaPolicies.ADMIN : QuotaPolicies.USER;
    }

    private static Outcome outcome(List<Charge> charges, Verdict verdict) {
        var fields = Optional.of(RateLimitFields.of(charges, verdict));
        return verdict.allowed()
                ? new Outcome(fields, Optional.empty())
                : new Outcome(fields, Optional.of(refusal(verdict)));
    }

    private static ServiceFailure refusal(Verdict verdict) {
        return ServiceFailure.of(Reason.QUOTA, "The quota " + verdict.policy() + " is used up")
                .with("violated-policies", List.of(verdict.policy()))
                .retryAfter(verdict.retryAfter());
    }
}
