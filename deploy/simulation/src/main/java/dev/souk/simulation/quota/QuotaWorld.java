package dev.souk.simulation.quota;

import dev.souk.cluster.config.Settings;
import dev.souk.cluster.redis.RateLimiter.Quota;
import dev.souk.gateway.quota.QuotaPolicies;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.World;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Faults;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;
import dev.souk.simulation.engine.Weather;
import dev.souk.simulation.quota.Gateway.Request;
import dev.souk.simulation.quota.Gateway.Verdict;
import dev.souk.simulation.redis.Gcra.Charge;
import dev.souk.simulation.redis.ModelRedis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gateways that charge their callers at one Redis, and each on its own while they can't reach it.
 */
public final class QuotaWorld implements World {

    private static final List<String> POLICIES = List.of("USER", "CHECKOUT", "REGISTER");
    private static final Duration NEWCOMERS = Duration.ofSeconds(2);

    private final Ground ground;
    private final Chance chance;
    private final Scheduler scheduler;
    private final List<Quota> quotas = new ArrayList<>();
    private final ModelRedis redis;
    private final List<Gateway> gateways = new ArrayList<>();
    private final Map<String, Meter> byRedis = new LinkedHashMap<>();
    private final Map<String, Meter> locally = new LinkedHashMap<>();
    private final Map<String, Long> granted = new LinkedHashMap<>();
    private final Map<String, Long> letIn = new LinkedHashMap<>();
    private final Faults faults;
    private final Duration storm;
    private final Duration pause;
    private int newcomers;

    public QuotaWorld(Ground ground) {
        this.ground = ground;
        this.chance = ground.chance();
        this.scheduler = ground.scheduler();
        for (var policy : POLICIES) {
            var window = Duration.ofSeconds(chance.between(1, 8));
            quotas.add(new Quota(policy, chance.between(1, 40), window));
        }
        redis = new ModelRedis(ground, this::granted);
        faults = new Faults(chance.split());
        storm = chance.between(Duration.ofSeconds(5), Duration.ofSeconds(30));
        pause = chance.between(Duration.ofMillis(3), Duration.ofMillis(100));
    }

    @Override
    public void begin() {
        var all =
                new Gateway.Surroundings(
                        policies(), redis, this::gateways, ground.scheduler()::nanos);
        for (var i = chance.between(1, 4); i > 0; i--) {
            gateways.add(new Gateway(new Node("gateway-" + i, scheduler), all));
        }
        gateways.forEach(this::serve);
        ground.network().become(weather());
        faults.add(2, this::crashRedis);
        faults.add(1, this::flush);
        faults.add(1, () -> cut(chance.of(gateways)));
        faults.add(1, () -> chance.of(gateways).node().stopFor(outage()));
        faults.add(1, () -> ground.network().become(weather()));
    }

    private QuotaPolicies policies() {
        var values = new LinkedHashMap<String, String>();
        for (var quota : quotas) {
            var text = quota.limit() + "/" + quota.window().toSeconds() + "s";
            values.put("SOUK_QUOTA_" + quota.policy(), text);
        }
        return new QuotaPolicies(Settings.of(values));
    }

    private int gateways() {
        return ground.has(Bug.LOCAL_QUOTA_UNDIVIDED) ? 1 : gateways.size();
    }

    /** A connection to Redis neither doubles nor reorders. */
    private Weather weather() {
        return new Weather(
                chance.between(0, 30),
                0,
                chance.between(0, 100),
                Duration.ofMillis(chance.between(1, 20)),
                Duration.ofMillis(chance.between(100, 2_000)));
    }

    private void serve(Gateway gateway) {
        var caller = "caller-" + chance.between(1, 3);
        var address = "address-" + chance.between(1, 2);
        var request =
                switch (chance.between(1, 3)) {
                    case 1 -> new Request(caller, address, Optional.empty(), false);
                    case 2 -> new Request(caller, address, Optional.of("CHECKOUT"), false);
                    default -> new Request(caller, address, Optional.of("REGISTER"), true);
                };
        gateway.charge(request).onSuccess(verdict -> ended(gateway, request, verdict));
        gateway.node().after(pause, "request", () -> serve(gateway));
    }

    private void ended(Gateway gateway, Request request, Verdict verdict) {
        if (verdict.isLetIn()) {
            request.keys()
                    .forEach(verdict.isLocal() ? key -> isLocal(gateway, key) : this::isGranted);
        }
    }

    /** A gateway that is alone grants its share; where that is less than one, it is one. */
    private void isLocal(Gateway gateway, String key) {
        var quota = quotaOf(key);
        var share = Math.max(1, quota.limit() / gateways.size());
        measure(locally, gateway.node().name() + " " + key, new Meter(share, quota.window()));
    }

    private Quota quotaOf(String key) {
        return quotas.stream()
                .filter(quota -> key.startsWith("souk:quota:" + quota.policy() + ":"))
                .findFirst()
                .orElseThrow();
    }

    private void isGranted(String key) {
        var count = letIn.merge(key, 1L, Long::sum);
        scheduler.insist(
                count <= granted.getOrDefault(key, 0L), "who is let in was granted it", key);
    }

    private void granted(Charge charge) {
        granted.merge(charge.key(), 1L, Long::sum);
        var window = Duration.ofNanos(charge.windowMicros() * 1_000);
        measure(byRedis, charge.key(), new Meter(charge.limit(), window));
    }

    private void measure(Map<String, Meter> meters, String name, Meter fresh) {
        var meter = meters.computeIfAbsent(name, _ -> fresh);
        meter.granted(scheduler.nanos());
        scheduler.insist(!meter.isOver(), "no more is granted than the quota", name + " " + meter);
    }

    private void crashRedis() {
        if (redis.node().isUp()) {
            redis.crash();
            forgotten();
            later(redis.node()::start);
        }
    }

    private void flush() {
        redis.flush();
        forgotten();
    }

    /** What was counted is lost: from here on the quota is whole again, as is stated. */
    private void forgotten() {
        byRedis.values().forEach(Meter::empty);
    }

    private void cut(Gateway gateway) {
        ground.network().cut(gateway.node(), redis.node());
        later(ground.network()::mend);
    }

    private Duration outage() {
        return chance.between(Duration.ofMillis(10), Duration.ofSeconds(4));
    }

    private void later(Runnable action) {
        scheduler.after(outage(), "world", "change", action);
    }

    @Override
    public Duration storm() {
        return storm;
    }

    @Override
    public void heal() {
        faults.end();
        ground.network().mend();
        ground.network().become(Weather.calm());
        scheduler.after(NEWCOMERS, "world", "newcomers", () -> gateways.forEach(this::letIn));
    }

    /** Somebody comes who has taken nothing yet. */
    private void letIn(Gateway gateway) {
        var name = "newcomer-" + gateway.node().name();
        gateway.charge(new Request(name, name, Optional.of("CHECKOUT"), false))
                .onSuccess(
                        verdict -> {
                            newcomers++;
                            scheduler.insist(
                                    verdict.isLetIn(), "who keeps to the quota is let in", name);
                        });
    }

    @Override
    public void check() {
        faults.mayStrike();
    }

    @Override
    public boolean isQuiet() {
        return newcomers == gateways.size();
    }

    /** Every rule of this world holds at any time. */
    @Override
    public void verify() {}

    @Override
    public String toString() {
        return quotas + ", " + newcomers + " newcomers";
    }
}
