package dev.souk.cluster.bus;

import static dev.souk.cluster.bus.BusFixture.ASK;
import static dev.souk.cluster.bus.BusFixture.DO;
import static dev.souk.cluster.bus.BusFixture.SERVICE;
import static dev.souk.cluster.bus.BusFixture.WHISPER;
import static dev.souk.cluster.bus.BusFixture.failureOf;
import static dev.souk.cluster.bus.BusFixture.reasonOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.BusFixture.Say;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Principal;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** What a call carries, and what it refuses. */
class BusCallTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final BusFixture bus = new BusFixture();

    @AfterEach
    void close() throws Exception {
        bus.close();
    }

    @Test
    void answersATypedCall() throws Exception {
        bus.start("n1");
        assertThat(bus.ask("hello").text()).isEqualTo("hello");
        assertThat(bus.client.inFlight()).isZero();
    }

    @Test
    void passesBytesThrough() throws Exception {
        bus.start("n1");
        var reply = bus.raw(Effect.QUERY, Optional.empty()).await(5, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.nodeId()).isEqualTo("n1");
        assertThat(reply.headers().get("h-by")).isEqualTo("n1");
        assertThat(reply.body()).hasToString("x");
    }

    @Test
    void aDeadlineShrinksAlongTheWay() throws Exception {
        var first = bus.node("n1");
        first.behaviour =
                (request, context) -> {
                    if (request.text().equals("end")) {
                        return first.echo(request, context);
                    }
                    var later = Promise.<Void>promise();
                    bus.vertx.setTimer(50, timer -> later.complete());
                    return later.future()
                            .compose(now -> bus.friend.call(ASK, new Say("end"), context));
                };
        var said =
                bus.friend
                        .call(ASK, new Say("begin"), bus.within(Duration.ofMillis(900)))
                        .await(5, TimeUnit.SECONDS);
        assertThat(said.leftMillis()).isBetween(1L, 851L);
    }

    @Test
    void theEndpointsOwnDeadlineCapsTheCallers() throws Exception {
        bus.start("n1");
        var said =
                bus.friend
                        .call(
                                ASK.within(Duration.ofMillis(700)),
                                new Say("x"),
                                bus.within(Duration.ofMinutes(1)))
                        .await(5, TimeUnit.SECONDS);
        assertThat(said.leftMillis()).isLessThanOrEqualTo(700);
    }

    @Test
    void endsByItsDeadline() throws Exception {
        bus.node("n1").behaviour = BusFixture.hangs();
        var call = bus.friend.call(ASK, new Say("x"), bus.within(Duration.ofMillis(100)));
        assertThat(reasonOf(call)).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(bus.client.inFlight()).isZero();
    }

    @Test
    void doesNoWorkWhenTheTimeIsOver() throws Exception {
        var node = bus.node("n1");
        var call = bus.friend.call(ASK, new Say("x"), bus.within(Duration.ZERO));
        assertThat(reasonOf(call)).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(statusOf(headers("ask").set(Wire.DEADLINE, "0"), "{\"text\":\"x\"}"))
                .isEqualTo("DEADLINE_EXCEEDED");
        assertThat(node.calls).isZero();
    }

    @Test
    void carriesTheContext() throws Exception {
        var seen = new AtomicReference<CallContext>();
        var node = bus.node("n1");
        node.behaviour =
                (request, context) -> {
                    seen.set(context);
                    return node.echo(request, context);
                };
        var user = new Principal("user-1", "session-1", Set.of("customer", "support"));
        var context =
                new CallContext(
                        user,
                        Deadline.in(LIMIT),
                        Priority.CRITICAL,
                        "::1",
                        "req-1",
                        Optional.empty());
        bus.friend.call(ASK, new Say("x"), context).await(5, TimeUnit.SECONDS);
        assertThat(seen.get().principal()).isEqualTo(user);
        assertThat(seen.get().priority()).isEqualTo(Priority.CRITICAL);
        assertThat(seen.get().clientAddress()).isEqualTo("::1");
        assertThat(seen.get().requestId()).isEqualTo("req-1");
        assertThat(seen.get().callerService()).contains("friend");
    }

    @Test
    void carriesAFailureWhole() throws Exception {
        var wrong = List.of(new Violation("/text", "too-short", "Say more"));
        var failure =
                ServiceFailure.of(Reason.REFUSED, "insufficient", "Not enough")
                        .with("lines", List.of("a", "b"))
                        .retryAfter(Duration.ofMillis(1_500))
                        .because(wrong);
        bus.node("n1").behaviour = (request, context) -> Future.failedFuture(failure);
        var seen = failureOf(bus.friend.call(ASK, new Say("x"), bus.within(LIMIT)));
        assertThat(seen.reason()).isEqualTo(Reason.REFUSED);
        assertThat(seen.code()).isEqualTo("insufficient");
        assertThat(seen.detail()).isEqualTo("Not enough");
        assertThat(seen.extensions()).containsEntry("lines", List.of("a", "b"));
        assertThat(seen.retryAfter()).contains(Duration.ofMillis(1_500));
        assertThat(seen.violations()).isEqualTo(wrong);
    }

    @Test
    void aDefectLeavesWithoutItsText() throws Exception {
        bus.node("n1").behaviour =
                (request, context) -> {
                    throw new IllegalStateException("password=1234");
                };
        var failure = failureOf(bus.friend.call(ASK, new Say("x"), bus.within(LIMIT)));
        assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
        assertThat(failure.detail()).doesNotContain("1234");
    }

    @Test
    void refusesAServiceThatTheEndpointDoesNotName() throws Exception {
        var node = bus.node("n1");
        assertThat(reasonOf(bus.stranger.call(WHISPER, new Say("x"), bus.within(LIMIT))))
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(node.calls).isZero();
        assertThat(
                        bus.friend
                                .call(WHISPER, new Say("x"), bus.within(LIMIT))
                                .await(5, TimeUnit.SECONDS)
                                .text())
                .isEqualTo("x");
    }

    @Test
    void refusesARestrictedEndpointWithoutAToken() throws Exception {
        bus.start("n1");
        assertThat(statusOf(headers("whisper"), "{\"text\":\"x\"}")).isEqualTo("FORBIDDEN");
        var forOther = bus.tokens("friend").mint("elsewhere");
        assertThat(statusOf(headers("whisper").set(Wire.CALLER, forOther), "{}"))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void believesNobodyWhoSpeaksForAUserWithoutAToken() throws Exception {
        var node = bus.node("n1");
        var forged = headers("ask").set(Wire.SUBJECT, "user-1").set(Wire.ROLES, "admin");
        assertThat(statusOf(forged, "{\"text\":\"x\"}")).isEqualTo("FORBIDDEN");
        assertThat(statusOf(forged.set(Wire.CALLER, "a.b.c"), "{}")).isEqualTo("FORBIDDEN");
        assertThat(node.calls).isZero();
    }

    @Test
    void answersAnOpenEndpointToAnybody() throws Exception {
        bus.start("n1");
        assertThat(statusOf(headers("ask"), "{\"text\":\"x\",\"new\":1}")).isEqualTo("ok");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        bus.start("n1");
        assertThat(statusOf(headers("ask"), "{")).isEqualTo("INVALID");
        assertThat(statusOf(headers("unheard"), "{}")).isEqualTo("UNAVAILABLE");
    }

    @Test
    void sendsNothingThatIsTooLarge() throws Exception {
        var node = bus.node("n1");
        var call = bus.friend.call(ASK, new Say("x".repeat(256 * 1024)), bus.within(LIMIT));
        assertThat(reasonOf(call)).isEqualTo(Reason.TOO_LARGE);
        assertThat(node.calls).isZero();
        assertThat(statusOf(headers("ask"), "x".repeat(256 * 1024 + 1))).isEqualTo("TOO_LARGE");
    }

    @Test
    void anAnswerThatIsTooLargeIsADefect() throws Exception {
        var node = bus.node("n1");
        node.behaviour = (request, context) -> node.echo(new Say("x".repeat(256 * 1024)), context);
        assertThat(reasonOf(bus.friend.call(ASK, new Say("x"), bus.within(LIMIT))))
                .isEqualTo(Reason.INTERNAL);
        assertThat(node.server.inFlight()).isZero();
    }

    @Test
    void countsCallsByOutcome() throws Exception {
        var node = bus.node("n1");
        assertThat(bus.ask("x").by()).isEqualTo("n1");
        node.behaviour = BusFixture.fails(Reason.NOT_FOUND);
        assertThat(reasonOf(bus.friend.call(DO, new Say("x"), bus.within(LIMIT))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(timed("ok")).isOne();
        assertThat(timed("not_found")).isOne();
    }

    private long timed(String outcome) {
        var timer = bus.meters.find("souk_bus_call").tag("outcome", outcome).timer();
        return timer == null ? 0 : timer.count();
    }

    private static MultiMap headers(String endpoint) {
        return MultiMap.caseInsensitiveMultiMap().set(Wire.ENDPOINT, endpoint);
    }

    private String statusOf(MultiMap headers, String body) throws Exception {
        var options = new DeliveryOptions().setHeaders(headers);
        var reply =
                bus.vertx
                        .eventBus()
                        .<Buffer>request(SERVICE + ".n1", Buffer.buffer(body), options)
                        .await(5, TimeUnit.SECONDS);
        return String.valueOf(reply.headers().get(Wire.STATUS));
    }
}
