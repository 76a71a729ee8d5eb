package dev.souk.simulation.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.redis.RedisConfig;
import dev.souk.cluster.redis.Script;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.redis.Gcra.Answer;
import dev.souk.simulation.redis.Gcra.Charge;
import dev.souk.testkit.TestServers;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The twin against the script itself. Its reading of the clock is replaced by an argument; keys are
 * kept for a day, since they would expire by a clock that the test's time has nothing to do with.
 */
class GcraIT {

    private static final String CLOCK = "redis.call('TIME')";
    private static final String ARGUMENT = "{ ARGV[#ARGV - 1] + 0, ARGV[#ARGV] + 0 }";
    private static final String EXPIRY = "math.ceil((arrival - now) / 1000)";
    private static final int TURNS = 3_000;
    private static final long FAR_AHEAD = 4_000_000_000_000_000L;

    private static Vertx vertx;
    private static Redis redis;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        redis = Redis.connect(vertx, RedisConfig.of(TestServers.redisUrl()));
    }

    @AfterAll
    static void close() throws Exception {
        redis.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void theTwinAnswersAsTheScriptDoes() throws Exception {
        var script = Script.of(scriptWithClock());
        var chance = new Chance(11);
        var twin = new Gcra();
        var run = "gcra-" + System.nanoTime() + ":";
        var now = FAR_AHEAD;
        for (var turn = 0; turn < TURNS; turn++) {
            now += chance.between(0, 400_000);
            var charges = charges(chance, run);
            var give = chance.perMille(100);
            var mine = give ? twin.give(charges, now) : twin.take(charges, now);

            assertThat(ask(script, charges, give, now)).as("turn %d", turn).isEqualTo(mine);
        }
    }

    private static String scriptWithClock() throws IOException {
        try (var input = Script.class.getResourceAsStream("/dev/souk/cluster/redis/gcra.lua")) {
            var text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).containsOnlyOnce(CLOCK).containsOnlyOnce(EXPIRY);
            return text.replace(CLOCK, ARGUMENT).replace(EXPIRY, "86400000");
        }
    }

    private static List<Charge> charges(Chance chance, String run) {
        var charges = new ArrayList<Charge>();
        for (var i = chance.between(1, 3); i > 0; i--) {
            var key = "P" + i + ":" + run + "{" + chance.between(1, 3) + "}";
            charges.add(new Charge(key, chance.between(1, 4), i * 7L, i * 900_000L));
        }
        return charges;
    }

    private static List<Answer> ask(Script script, List<Charge> charges, boolean give, long now)
            throws Exception {
        var keys = charges.stream().map(Charge::key).toList();
        var figures =
                charges.stream()
                        .flatMap(
                                charge ->
                                        Stream.of(
                                                charge.cost(),
                                                charge.limit(),
                                                charge.windowMicros()));
        var clock = Stream.of(now / 1_000_000, now % 1_000_000);
        var args =
                Stream.concat(
                                Stream.of(give ? "give" : "take"),
                                Stream.concat(figures, clock).map(String::valueOf))
                        .toList();
        var reply = script.run(redis, keys, args).await(5, TimeUnit.SECONDS);
        return StreamSupport.stream(reply.spliterator(), false).map(GcraIT::answer).toList();
    }

    private static Answer answer(Response figures) {
        return new Answer(
                figures.get(0).toLong(), figures.get(1).toLong(), figures.get(2).toLong());
    }
}
