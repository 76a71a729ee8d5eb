package dev.souk.cluster.bus;

import static dev.souk.cluster.bus.BusFixture.ASK;
import static dev.souk.cluster.bus.BusFixture.DO;
import static dev.souk.cluster.bus.BusFixture.fails;
import static dev.souk.cluster.bus.BusFixture.hangs;
import static dev.souk.cluster.bus.BusFixture.reasonOf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.BusFixture.Behaviour;
import dev.souk.cluster.bus.BusFixture.Node;
import dev.souk.cluster.bus.BusFixture.Said;
import dev.souk.cluster.bus.BusFixture.Say;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Endpoint.Effect;
import dev.souk.contract.Reason;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A node that answers late, beside one that answers at once. */
class BusHedgeTest {

    private static final Duration LIMIT = Duration.ofMillis(1_500);

    private final BusFixture bus = new BusFixture();
    private final Node one = bus.node("n1");
    private final Node other = bus.node("n2");

    BusHedgeTest() throws Exception {}

    @AfterEach
    void close() throws Exception {
        bus.close();
    }

    @Test
    void asksASecondNodeWhenTheFirstLetsAReadWait() throws Exception {
        firstAndSecond(hangs(), one::echo);
        var said = call(ASK).await(5, TimeUnit.SECONDS);
        assertThat(said.leftMillis()).isBetween(1L, LIMIT.toMillis() / 2);
        assertThat(hedges()).isOne();
        assertThat(one.calls).isOne();
        assertThat(other.calls).isOne();
    }

    @Test
    void asksNobodyElseWhenTheAnswerIsSoon() throws Exception {
        for (var call = 0; call < 10; call++) {
            bus.ask("x");
        }
        assertThat(hedges()).isZero();
        assertThat(one.calls + other.calls).isEqualTo(10);
    }

    @Test
    void neverHasTwoNodesWorkOnACommand() throws Exception {
        firstAndSecond(hangs(), one::echo);
        assertThat(reasonOf(call(DO))).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(one.calls + other.calls).isOne();
    }

    @Test
    void neverHasTwoNodesWorkOnWhatIsMerelyIdempotent() throws Exception {
        var put = Endpoint.idempotent(DO.service(), DO.name(), Say.class, Said.class);
        firstAndSecond(hangs(), one::echo);
        assertThat(reasonOf(call(put))).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(one.calls + other.calls).isOne();
    }

    @Test
    void letsAReadWaitThatIsHeldBackOnPurpose() throws Exception {
        firstAndSecond(hangs(), one::echo);
        var held = bus.raw(Effect.QUERY, Optional.of(LIMIT), LIMIT);
        assertThat(reasonOf(held)).isEqualTo(Reason.DEADLINE_EXCEEDED);
        assertThat(one.calls + other.calls).isOne();
    }

    @Test
    void waitsForTheFirstNodeWhenTheSecondFails() throws Exception {
        var late = Promise.<Said>promise();
        firstAndSecond((request, context) -> late.future(), fails(Reason.UNAVAILABLE));
        var call = call(ASK);
        bus.until(() -> one.calls + other.calls == 2);
        late.complete(new Said("late", "n", 0));
        assertThat(call.await(5, TimeUnit.SECONDS).text()).isEqualTo("late");
    }

    @Test
    void keepsNoAccountOpenForTheSlowerNode() throws Exception {
        firstAndSecond(hangs(), one::echo);
        call(ASK).await(5, TimeUnit.SECONDS);
        bus.until(() -> bus.client.inFlight() == 0);
        assertThat(bus.states()).containsOnly("CLOSED");
    }

    /** Whichever node is asked first behaves so, and the other as the test says. */
    private void firstAndSecond(Behaviour first, Behaviour second) {
        Behaviour inTurn =
                (request, context) ->
                        (one.calls + other.calls == 1 ? first : second).answer(request, context);
        one.behaviour = inTurn;
        other.behaviour = inTurn;
    }

    private Future<Said> call(Endpoint<Say, Said> endpoint) {
        return bus.friend.call(endpoint, new Say("x"), bus.within(LIMIT));
    }

    private double hedges() {
        return bus.meters.find("souk_bus_hedges").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
