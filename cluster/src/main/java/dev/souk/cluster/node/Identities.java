package dev.souk.cluster.node;

import dev.souk.cluster.config.ConfigException;
import dev.souk.cluster.config.Secret;
import dev.souk.cluster.config.Settings;
import dev.souk.cluster.discovery.NodeProofs;
import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.security.SigningKey;

import io.vertx.core.Vertx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The services of this node as others know them: a key of its own for each, and the public keys of
 * all. Where no keys are configured, one is made for this process, and it trusts only itself.
 */
final class Identities implements NodeProofs {

    private static final Logger LOG = LoggerFactory.getLogger(Identities.class);

    private final Map<String, ServiceTokens> byService;

    private Identities(Map<String, ServiceTokens> byService) {
        this.byService = Map.copyOf(byService);
    }

    /** Reads a key or makes one, which takes some tenths of a second: not for an event loop. */
    static Keys keys(Settings settings, List<String> services) {
        var jwks = settings.find(NodeConfig.SERVICE_KEYS);
        if (jwks.isPresent()) {
            var keys = new HashMap<String, SigningKey>();
            services.forEach(service -> keys.put(service, configured(settings, service)));
            return new Keys(keys, settings.live(NodeConfig.SERVICE_KEYS));
        }
        LOG.atWarn().log("SOUK_SERVICE_KEYS is not given: this process trusts only itself");
        var own = SigningKey.generate(services.getFirst());
        var keys = new HashMap<String, SigningKey>();
        services.forEach(service -> keys.put(service, SigningKey.fromPem(service, own.toPem())));
        var trusted = Jwks.of(own, services);
        return new Keys(keys, () -> trusted);
    }

    /**
     * The keys of one process, for all of its lives.
     *
     * @param jwks the public keys that it trusts at the moment
     */
    record Keys(Map<String, SigningKey> own, Supplier<String> jwks) {}

    static Identities of(Vertx vertx, Keys keys, InstantSource clock) {
        var tokens = new HashMap<String, ServiceTokens>();
        keys.own()
                .forEach(
                        (service, key) ->
                                tokens.put(
                                        service, ServiceTokens.of(vertx, key, keys.jwks(), clock)));
        return new Identities(tokens);
    }

    /** Proves a service of this node. */
    ServiceTokens of(String service) {
        return Objects.requireNonNull(byService.get(service), service);
    }

    @Override
    public String prove(String service, String nodeId) {
        return of(service).proveNode(nodeId);
    }

    @Override
    public boolean proves(String proof, String service, String nodeId) {
        return byService.values().stream()
                .findAny()
                .flatMap(tokens -> tokens.verifyNode(proof, nodeId))
                .filter(service::equals)
                .isPresent();
    }

    private static SigningKey configured(Settings settings, String service) {
        Optional<Secret> key =
                settings.find(NodeConfig.serviceKey(service))
                        .or(() -> settings.find(NodeConfig.SERVICE_KEY));
        var pem = key.orElseThrow(() -> bad("SOUK_SERVICE_KEY is missing"));
        try {
            return SigningKey.fromPem(service, pem.reveal());
        } catch (IllegalArgumentException broken) {
            throw bad("SOUK_SERVICE_KEY: " + broken.getMessage());
        }
    }

    private static ConfigException bad(String problem) {
        return new ConfigException(List.of(problem));
    }
}
