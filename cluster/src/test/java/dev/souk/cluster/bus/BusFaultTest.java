package dev.souk.cluster.bus;

import static dev.souk.cluster.bus.BusFixture.ASK;
import static dev.souk.cluster.bus.BusFixture.DO;
import static dev.souk.cluster.bus.BusFixture.fails;
import static dev.souk.cluster.bus.BusFixture.failureOf;
import static dev.souk.cluster.bus.BusFixture.hangs;
import static dev.souk.cluster.bus.BusFixture.reasonOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.BusFixture.Said;
import dev.souk.cluster.bus.BusFixture.Say;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What becomes of calls when nodes fail, fall silent, leave or drain. */
class BusFaultTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final BusFixture bus = new BusFixture();

    @AfterEach
    void close() throws Exception {
        bus.close();
    }

    @Test
    void triesARepeatableCallAtAnotherNode() throws Exception {
        bus.node("n1").behaviour = fails(Reason.UNAVAILABLE);
        bus.start("n2");
        for (var call = 0; call < 30; call++) {
            assertThat(bus.ask("x").by()).isEqualTo("n2");
        }
    }

    @Test
    void triesACommandOnce() throws Exception {
        var one = bus.node("n1");
        var other = bus.node("n2");
        one.behaviour = fails(Reason.UNAVAILABLE);
        other.behaviour = fails(Reason.UNAVAILABLE);
        assertThat(reasonOf(command())).isEqualTo(Reason.UNAVAILABLE);
        assertThat(one.calls + other.calls).isOne();
    }

    @Test
    void repeatsNoRefusalAndNoDefect() throws Exception {
        var one = bus.node("n1");
        var other = bus.node("n2");
        for (var reason : new Reason[] {Reason.NOT_FOUND, Reason.CONFLICT, Reason.INTERNAL}) {
            one.behaviour = fails(reason);
            other.behaviour = fails(reason);
            assertThat(reasonOf(query())).isEqualTo(reason);
        }
        assertThat(one.calls + other.calls).isEqualTo(3);
    }

    @Test
    void failsWhatIsInFlightWhenTheNodeLeaves() throws Exception {
        var node = bus.node("n1");
        node.behaviour = hangs();
        var call = command();
        bus.until(() -> node.calls == 1);
        bus.directory.remove("n1");
        assertThat(reasonOf(call)).isEqualTo(Reason.UNAVAILABLE);
        assertThat(bus.client.inFlight()).isZero();
    }

    @Test
    void takesARepeatableCallToAnotherNodeWhenItsNodeFallsSilent() throws Exception {
        var node = bus.node("n1");
        node.behaviour = hangs();
        var call = query();
        bus.until(() -> node.calls == 1);
        bus.start("n2");
        bus.directory.silence("n1");
        assertThat(call.await(5, TimeUnit.SECONDS).by()).isEqualTo("n2");
    }

    @Test
    void doesNotChooseASilentNode() throws Exception {
        var silent = bus.node("n1");
        bus.start("n2");
        bus.directory.silence("n1");
        for (var call = 0; call < 30; call++) {
            assertThat(bus.ask("x").by()).isEqualTo("n2");
        }
        assertThat(silent.calls).isZero();
    }

    /** Nothing listens on port 1, as nothing listens where a process died. */
    @Test
    void knocksAtANodeThatDoesNotAnswerAndGivesItUpWhenRefused() throws Exception {
        bus.node("n1", 1).behaviour = hangs();
        var failure = failureOf(command());
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    }

    @Test
    void waitsForANodeThatIsMerelySlow() throws Exception {
        var node = bus.node("n1");
        node.behaviour =
                (request, context) ->
                        bus.vertx
                                .timer(900, TimeUnit.MILLISECONDS)
                                .compose(late -> node.echo(request, context));
        assertThat(bus.ask("x").text()).isEqualTo("x");
    }

    @Test
    void takesEvenACommandFromADrainingNodeToAnother() throws Exception {
        var leaving = bus.node("n1");
        bus.start("n2");
        leaving.server.drain().await(5, TimeUnit.SECONDS);
        for (var call = 0; call < 30; call++) {
            assertThat(command().await(5, TimeUnit.SECONDS).by()).isEqualTo("n2");
        }
        assertThat(leaving.calls).isZero();
    }

    @Test
    void takesEvenACommandFromANodeThatLeftTheBusToAnother() throws Exception {
        var left = bus.node("n1");
        bus.start("n2");
        left.server.close().await(5, TimeUnit.SECONDS);
        for (var call = 0; call < 30; call++) {
            assertThat(command().await(5, TimeUnit.SECONDS).by()).isEqualTo("n2");
        }
    }

    @Test
    void chooseNoNodeThatSaysItDrains() throws Exception {
        bus.start("n1");
        bus.start("n2");
        bus.directory.markDraining("n1");
        for (var call = 0; call < 30; call++) {
            assertThat(bus.ask("x").by()).isEqualTo("n2");
        }
    }

    @Test
    void aDrainEndsWithTheLastCall() throws Exception {
        var node = bus.node("n1");
        var gate = Promise.<Void>promise();
        node.behaviour =
                (request, context) -> gate.future().compose(open -> node.echo(request, context));
        var call = query();
        bus.until(() -> node.server.inFlight() == 1);
        var drained = node.server.drain();
        assertThat(drained.isComplete()).isFalse();
        gate.complete();
        assertThat(call.await(5, TimeUnit.SECONDS).by()).isEqualTo("n1");
        drained.await(5, TimeUnit.SECONDS);
        assertThat(node.server.inFlight()).isZero();
    }

    @Test
    void handsHeldCallsBackWhenANodeDrains() throws Exception {
        var leaving = bus.node("n1");
        leaving.behaviour = hangs();
        var call = bus.raw(Effect.COMMAND, Optional.of(Duration.ofSeconds(4)));
        bus.until(() -> leaving.calls == 1);
        bus.start("n2");
        var drained = leaving.server.drain();
        assertThat(call.await(5, TimeUnit.SECONDS).nodeId()).isEqualTo("n2");
        assertThat(drained.isComplete()).isFalse();
    }

    @Test
    void aHeldCallThatFailsIsNoFaultOfTheService() throws Exception {
        bus.node("n1").behaviour = fails(Reason.UNAVAILABLE);
        for (var call = 0; call < 30; call++) {
            assertThat(reasonOf(bus.raw(Effect.COMMAND, Optional.of(Duration.ofSeconds(1)))))
                    .isEqualTo(Reason.UNAVAILABLE);
        }
        assertThat(bus.states()).containsExactly("CLOSED");
    }

    @Test
    void refusesAtOnceWhenNobodyIsThere() throws Exception {
        var failure = failureOf(query());
        assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(bus.states()).containsExactly("OPEN");
    }

    @Test
    void theBreakerOpensBySilenceAndClosesWithoutTraffic() throws Exception {
        var node = bus.node("n1");
        node.behaviour = hangs();
        var call = command();
        bus.until(() -> node.calls == 1);
        bus.directory.silence("n1");
        bus.until(() -> bus.states().equals(List.of("OPEN")));
        assertThat(reasonOf(query())).isEqualTo(Reason.UNAVAILABLE);
        assertThat(node.calls).isOne();
        assertThat(call.isComplete()).isFalse();

        bus.directory.hear("n1");
        bus.until(() -> bus.states().equals(List.of("CLOSED")));
    }

    @Test
    void waitsForASilentNodeWithWhatCannotBeRepeated() throws Exception {
        var answer = Promise.<Said>promise();
        var node = bus.node("n1");
        node.behaviour = (request, context) -> answer.future();
        var call = command();
        bus.until(() -> node.calls == 1);
        bus.directory.silence("n1");
        bus.until(() -> bus.states().equals(List.of("OPEN")));
        answer.complete(new Said("late", "n1", 0));
        assertThat(call.await(5, TimeUnit.SECONDS).text()).isEqualTo("late");
    }

    @Test
    void theBreakerStaysOpenWhileTheOnlyNodeIsSilent() throws Exception {
        bus.start("n1");
        assertThat(bus.ask("x").by()).isEqualTo("n1");
        bus.directory.silence("n1");
        var begun = bus.vertx.timer(1_500, TimeUnit.MILLISECONDS);
        bus.until(() -> !bus.states().equals(List.of("OPEN")) || begun.isComplete());
        assertThat(bus.states()).containsExactly("OPEN");
    }

    @Test
    void theBreakerOpensByFaultsAndThenNoCallReachesTheNode() throws Exception {
        var node = bus.node("n1");
        node.behaviour = fails(Reason.INTERNAL);
        for (var call = 0; call < 10; call++) {
            assertThat(reasonOf(query())).isEqualTo(Reason.INTERNAL);
        }
        assertThat(bus.states()).containsExactly("OPEN");
        assertThat(reasonOf(query())).isEqualTo(Reason.UNAVAILABLE);
        assertThat(node.calls).isEqualTo(10);
    }

    @Test
    void refusalsKeepTheBreakerClosed() throws Exception {
        bus.node("n1").behaviour = fails(Reason.NOT_FOUND);
        for (var call = 0; call < 50; call++) {
            assertThat(reasonOf(query())).isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(bus.states()).containsExactly("CLOSED");
    }

    @Test
    void aCallerWithoutTimeIsNoFaultOfTheService() throws Exception {
        bus.node("n1").behaviour = hangs();
        for (var call = 0; call < 20; call++) {
            var hasty = bus.friend.call(ASK, new Say("x"), bus.within(Duration.ofMillis(10)));
            assertThat(reasonOf(hasty)).isEqualTo(Reason.DEADLINE_EXCEEDED);
        }
        assertThat(bus.states()).containsExactly("CLOSED");
    }

    @Test
    void leavesOutTheNodeThatFailsAlone() throws Exception {
        var bad = bus.node("n1");
        bus.start("n2");
        bad.behaviour = fails(Reason.UNAVAILABLE);
        bus.until(() -> asked(bad, 5));
        bus.until(() -> bus.client.inFlight() == 0);
        var before = bad.calls;
        for (var call = 0; call < 50; call++) {
            assertThat(bus.ask("x").by()).isEqualTo("n2");
        }
        assertThat(bad.calls).isEqualTo(before);
    }

    /** Asks once more, and says whether the node was asked so often. */
    private boolean asked(BusFixture.Node node, int times) {
        if (node.calls < times) {
            query().onFailure(no -> {});
        }
        return node.calls >= times;
    }

    private Future<Said> query() {
        return bus.friend.call(ASK, new Say("x"), bus.within(LIMIT));
    }

    private Future<Said> command() {
        return bus.friend.call(DO, new Say("x"), bus.within(LIMIT));
    }
}
