package dev.souk.cluster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.redis.RateLimiter.Charge;
import dev.souk.cluster.redis.RateLimiter.Quota;
import dev.souk.cluster.redis.RateLimiter.Verdict;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

final class RedisIT {

    private static final Quota SLOW = new Quota("SLOW", 3, Duration.ofHours(1));
    private static final Quota WIDE = new Quota("WIDE", 100, Duration.ofHours(1));

    private static Vertx vertx;
    private static Redis redis;
    private static RateLimiter limiter;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        redis = Redis.connect(vertx, RedisConfig.of(TestServers.redisUrl()));
        limiter = new RateLimiter(redis);
    }

    @AfterAll
    static void close() throws Exception {
        await(redis.close());
        await(vertx.close());
    }

    @Test
    void pipelinesCommandsAndAnswersEachItsOwn() throws Exception {
        var echoes =
                IntStream.range(0, 200)
                        .mapToObj(i -> redis.send(Request.cmd(Command.ECHO).arg("e" + i)))
                        .toList();
        await(Future.all(echoes));
        assertThat(echoes)
                .extracting(echo -> String.valueOf(echo.result()))
                .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void letsAWindowsWorthThroughAtOnceAndThenRefuses() throws Exception {
        var verdicts = List.of(take("burst"), take("burst"), take("burst"), take("burst"));
        assertThat(verdicts).extracting(Verdict::allowed).containsExactly(true, true, true, false);
        assertThat(verdicts).extracting(Verdict::remaining).containsExactly(2L, 1L, 0L, 0L);
        assertThat(verdicts.getLast().retryAfter())
                .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
        assertThat(verdicts.getLast().resetAfter())
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void takesAllChargesOrNone() throws Exception {
        await(limiter.take(List.of(new Charge("all", SLOW, 3))));
        var refused =
                await(
                        limiter.take(
                                List.of(new Charge("all", WIDE, 1), new Charge("all", SLOW, 1))));
        var wide = await(limiter.take(List.of(new Charge("all", WIDE, 1))));
        assertThat(refused.allowed()).isFalse();
        assertThat(refused.policy()).isEqualTo("SLOW");
        assertThat(wide.remaining()).isEqualTo(99);
    }

    @Test
    void givesBack() throws Exception {
        await(limiter.take(List.of(new Charge("back", SLOW, 3))));
        await(limiter.giveBack(List.of(new Charge("back", SLOW, 2))));
        assertThat(take("back").remaining()).isEqualTo(1);
    }

    @Test
    void neverLetsMoreThroughThanTheQuotaWhenManyAskAtOnce() throws Exception {
        var quota = new Quota("MANY", 50, Duration.ofHours(1));
        var asked =
                IntStream.range(0, 200)
                        .mapToObj(_ -> limiter.take(List.of(new Charge("many", quota, 1))))
                        .toList();
        await(Future.all(asked));
        assertThat(asked).filteredOn(verdict -> verdict.result().allowed()).hasSize(50);
    }

    @Test
    void tellsEachReaderOfTheSessionsThatEndedSinceItLastAsked() throws Exception {
        var revocations = new RedisRevocations(redis);
        var until = Instant.parse("2030-01-01T00:00:00Z");
        await(revocations.add("first", until));
        var all = await(revocations.since(0));
        await(revocations.add("second", until));
        await(revocations.add("second", until));
        var news = await(revocations.since(all.mark()));
        assertThat(all.sessions()).containsEntry("first", until).doesNotContainKey("second");
        assertThat(news.sessions()).containsEntry("second", until);
        assertThat(news.mark()).isGreaterThanOrEqualTo(all.mark());
    }

    @Test
    void isAnotherGenerationOfEndedSessionsOnceItHasLostThem() throws Exception {
        var revocations = new RedisRevocations(redis);
        var first = await(revocations.generation());
        assertThat(await(revocations.add("kept", Instant.parse("2030-01-01T00:00:00Z"))))
                .isEqualTo(first);
        await(redis.send(Request.cmd(Command.FLUSHALL)));
        var second = await(revocations.add("again", Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(second).isNotEqualTo(first).isEqualTo(await(revocations.generation()));
    }

    @Test
    void failsAtOnceWhileRedisIsAwayAndComesBackWithItsScripts() throws Exception {
        take("restart");
        TestServers.redis().kill();
        try {
            Eventually.holds("the loss is noticed", () -> isAway());
        } finally {
            TestServers.redis().restart();
        }
        Eventually.holds("Redis is back", () -> take("restart").limit() == 3);
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() throws Exception {
        await(redis.check());
        TestServers.redis().freeze();
        try {
            assertThatThrownBy(() -> await(redis.check())).isInstanceOf(ServiceFailure.class);
            assertThat(isAway()).isTrue();
        } finally {
            TestServers.redis().thaw();
        }
        Eventually.holds("Redis is back", () -> redis.check().await() == null);
    }

    private static boolean isAway() {
        return redis.check().transform(done -> Future.succeededFuture(done.cause())).await()
                        instanceof ServiceFailure failure
                && failure.reason() == Reason.UNAVAILABLE;
    }

    @CanIgnoreReturnValue
    private static Verdict take(String key) throws Exception {
        return await(limiter.take(List.of(new Charge(key, SLOW, 1))));
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
