package dev.souk.gateway.route;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.cluster.redis.RedisCommands;
import dev.souk.cluster.web.Fragment;
import dev.souk.contract.Endpoint.Effect;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the route table up to date: fetches each fragment that a node announces and nobody here
 * knows, merges, and remembers. A node that can't be heard, or not yet, is not asked: that nobody
 * answers would open the service's breaker. Changes happen on one context; the table is read from
 * any thread.
 */
public final class RouteBook {

    private static final Logger LOG = LoggerFactory.getLogger(RouteBook.class);
    private static final Duration FETCH_LIMIT = Duration.ofSeconds(2);

    private final Directory directory;
    private final ServiceClient services;
    private final RouteMemory memory;
    private final Context context;

    private final Map<String, Fragment> fragments = new HashMap<>();
    private final Set<String> fetching = new HashSet<>();
    private Map<String, Remembered> remembered = Map.of();
    private Map<String, String> claims = Map.of();
    private Set<String> refused = Set.of();
    private volatile RouteTable table = RouteTable.EMPTY;
    private volatile Set<String> merged = Set.of();
    private volatile Map<String, Remembered> newest = Map.of();
    private volatile boolean memoryRead;

    public RouteBook(
            Directory directory, ServiceClient services, RedisCommands redis, Context context) {
        this.directory = directory;
        this.services = services;
        this.memory = new RouteMemory(redis);
        this.context = context;
    }

    /** The routes as they are now. */
    public RouteTable table() {
        return table;
    }

    /** The newest fragment of each service, of those that are away too. */
    public Map<String, Remembered> newest() {
        return newest;
    }

    /** Whether the remembered routes were read; before, an unknown path may be a known one. */
    public boolean isMemoryRead() {
        return memoryRead;
    }

    /** Reads the remembered routes once. Fails while Redis is away. */
    public Future<Void> recall() {
        if (memoryRead) {
            return Future.succeededFuture();
        }
        return memory.read().map(this::recalled);
    }

    /** Follows the directory from now on. */
    public void follow() {
        var _ = directory.onChange(() -> context.runOnContext(_ -> changed()));
        merge();
    }

    /** Fetches what is missing; completes when the fragments of all that can be heard are known. */
    public Future<Void> refresh() {
        var missing = directory.all().stream().filter(this::isMissing).map(this::fetch).toList();
        if (missing.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(missing).onComplete(_ -> merge()).mapEmpty();
    }

    /** Whether each member's fragment is known. */
    boolean isComplete() {
        return directory.all().stream().noneMatch(this::isUnknown);
    }

    /**
     * How many nodes work whose paths are not in the table yet. Members that leave or can't be
     * heard don't count.
     */
    public long unrouted() {
        return directory.all().stream()
                .filter(this::isLiving)
                .filter(node -> !node.fragmentHash().isEmpty())
                .filter(node -> !merged.contains(node.fragmentHash()))
                .count();
    }

    /** Writes back what is to be remembered, and takes over what other gateways decided. */
    public Future<Void> remember() {
        if (!memoryRead) {
            return recall();
        }
        return memory.write(newest, claims).compose(this::agreed);
    }

    private Void recalled(RouteMemory.Contents contents) {
        remembered = contents.services();
        var all = new HashMap<>(claims);
        all.putAll(contents.claims());
        claims = all;
        memoryRead = true;
        merge();
        return null;
    }

    private Future<Void> agreed(Map<String, String> all) {
        claims = all;
        merge();
        var ended = new HashMap<>(all);
        ended.keySet().removeAll(claims.keySet());
        return memory.giveUp(ended);
    }

    private void changed() {
        merge();
        refresh().onFailure(failure -> LOG.debug("a fragment could not be fetched", failure));
    }

    private void merge() {
        var outcome = RouteMerge.merge(directory.all(), fragments, remembered, claims);
        remembered = outcome.newest();
        claims = outcome.claims();
        newest = outcome.newest();
        table = outcome.table();
        merged = Set.copyOf(fragments.keySet());
        warn(outcome.refused());
    }

    private void warn(Set<String> now) {
        for (var one : now) {
            if (!refused.contains(one)) {
                LOG.atWarn().addKeyValue("claim", one).log("a path of another service is refused");
            }
        }
        refused = now;
    }

    private boolean isUnknown(Instance instance) {
        var hash = instance.fragmentHash();
        return !hash.isEmpty() && !fragments.containsKey(hash);
    }

    private boolean isMissing(Instance instance) {
        return isUnknown(instance)
                && isLiving(instance)
                && !fetching.contains(instance.fragmentHash());
    }

    private boolean isLiving(Instance instance) {
        return instance.state() == Instance.State.UP && !directory.isSilent(instance.nodeId());
    }

    private Future<Void> fetch(Instance instance) {
        var hash = instance.fragmentHash();
        fetching.add(hash);
        var request =
                new RawRequest(
                        instance.service(),
                        Fragment.GET,
                        Effect.QUERY,
                        MultiMap.caseInsensitiveMultiMap(),
                        Buffer.buffer(0),
                        Set.of(instance.nodeId()),
                        Optional.empty());
        return services.exchange(request, CallContext.system(FETCH_LIMIT))
                .map(reply -> fetched(hash, reply.body()))
                .onComplete(_ -> fetching.remove(hash));
    }

    private Void fetched(String hash, Buffer json) {
        var fragment = Fragment.read(json.getBytes());
        if (!fragment.hash().equals(hash)) {
            throw new IllegalArgumentException("the fragment is not the one that was announced");
        }
        fragments.put(hash, fragment);
        return null;
    }

    /** The problem codes that services state themselves, by code. */
    public List<com.fasterxml.jackson.databind.JsonNode> problems() {
        return newest.values().stream().map(known -> known.fragment().problems()).toList();
    }
}
