package dev.souk.gateway.overview;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Shows every node with what it says of itself. A node that doesn't answer is shown without. */
public final class ClusterOverview {

    private static final Duration LIMIT = Duration.ofMillis(500);
    private static final String DESCRIBE = "describe-node";

    private final Directory directory;
    private final ServiceClient services;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(Instant at, Map<String, Long> calls) {}

    public ClusterOverview(Directory directory, ServiceClient services, InstantSource clock) {
        this.directory = directory;
        this.services = services;
        this.clock = clock;
    }

    /** The operation {@code show-cluster}. */
    public Future<Answer> show(Call call) {
        var instances = directory.all();
        seen.keySet().retainAll(instances.stream().map(Instance::busAddress).toList());
        var nodes = instances.stream().map(this::node).toList();
        return Future.join(nodes)
                .map(all -> Answer.ok(Map.of("nodes", all.<Map<String, Object>>list())));
    }

    private Future<Map<String, Object>> node(Instance instance) {
        var silent = directory.isSilent(instance.nodeId());
        return (silent ? Future.succeededFuture(NodeReport.NONE) : report(instance))
                .map(report -> view(instance, silent, report));
    }

    private Future<NodeReport> report(Instance instance) {
        var request =
                new RawRequest(
                        instance.service(),
                        DESCRIBE,
                        Effect.QUERY,
                        MultiMap.caseInsensitiveMultiMap(),
                        Buffer.buffer(0),
                        Set.of(instance.nodeId()),
                        Optional.empty());
        return services.exchange(request, CallContext.system(LIMIT))
                .map(reply -> Json.decode(reply.body(), NodeReport.class))
                .otherwise(NodeReport.NONE);
    }

    private Map<String, Object> view(Instance instance, boolean silent, NodeReport report) {
        var view = new LinkedHashMap<String, Object>();
        view.put("name", instance.nodeName());
        view.put("service", instance.service());
        view.put("nodeId", instance.nodeId());
        view.put("version", instance.version());
        view.put("state", word(instance.state().name()));
        view.put("silent", silent);
        view.put("since", instance.since());
        view.put("inFlight", report.inFlight());
        view.put("breakers", breakers(report));
        view.put("rates", rates(instance, report));
        var lag = report.consumerLag();
        view.put("consumerLag", lag == null ? Map.of() : lag);
        var age = report.outboxAge();
        view.put("outboxAge", Optional.ofNullable(age));
        return view;
    }

    private static List<Map<String, Object>> breakers(NodeReport report) {
        var breakers = report.breakers();
        if (breakers == null) {
            return List.of();
        }
        return breakers.stream().map(ClusterOverview::breaker).toList();
    }

    private static Map<String, Object> breaker(NodeReport.Breaker breaker) {
        return new TreeMap<>(
                Map.of(
                        "name", breaker.name(),
                        "state", word(breaker.state()),
                        "calls", breaker.calls(),
                        "faults", breaker.faults()));
    }

    /** Calls per second since the last look, by the service called. */
    private Map<String, Double> rates(Instance instance, NodeReport report) {
        var calls = report.calls();
        if (calls == null) {
            return Map.of();
        }
        var now = new Seen(clock.instant(), Map.copyOf(calls));
        var before = seen.put(instance.busAddress(), now);
        if (before == null) {
            return Map.of();
        }
        var seconds = Math.max(1, Duration.between(before.at, now.at).toMillis()) / 1_000.0;
        var rates = new HashMap<String, Double>();
        calls.forEach(
                (service, count) -> {
                    var more = count - before.calls.getOrDefault(service, 0L);
                    rates.put(service, Math.round(Math.max(0, more) / seconds * 10) / 10.0);
                });
        return rates;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
