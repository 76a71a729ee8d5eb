package dev.souk.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.acceptance.stack.Stack;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

@Tag("full")
class KillIT {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration MOVED = Duration.ofSeconds(3);
    private static final int SECONDS_DEAD = 8;

    private final Stack stack = Stack.of(Stack.Kind.TWO_OF_EACH);
    private final AtomicReference<List<URI>> gateways = new AtomicReference<>(stack.gateways());
    private final Mix mix = Shoppers.mix(stack);

    /** A node that was killed, at some time while the command ran. */
    private record Kill(String service, Instant earliest, Instant latest) {}

    @Test
    void onlyUnrepeatableRequestsFailAndOnlyForAMomentWhenANodeIsKilled() throws Exception {
        try (var load = Load.atHalfOfCapacity(gateways::get, mix::next)) {
            var kills = new ArrayList<Kill>();
            for (var service :
                    List.of("user", "catalog", "order", "notify", "recommend", "gateway")) {
                kills.add(killAndStart(service));
            }
            var outcomes = load.stop();

            System.out.println("kill: " + new Tally(outcomes));
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.repeatable() && outcome.isFault())
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.isFault() && !isTimelyProblem(outcome))
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(cut -> cut.isCut() && !soonAfterAGatewayDied(cut, kills))
                    .isEmpty();
            assertThat(outcomes)
                    .filteredOn(Outcome::isFault)
                    .filteredOn(fault -> kills.stream().noneMatch(kill -> soonAfter(fault, kill)))
                    .isEmpty();
        }
    }

    private Kill killAndStart(String service) throws InterruptedException {
        var name = service + "-1";
        var earliest = Instant.now();
        stack.souk("kill", name);
        var kill = new Kill(service, earliest, Instant.now());
        gateways.set(stack.gateways());
        TimeUnit.SECONDS.sleep(SECONDS_DEAD);
        stack.souk("start", name);
        gateways.set(stack.gateways());
        return kill;
    }

    private boolean isTimelyProblem(Outcome fault) {
        return fault.isProblem() && fault.took().compareTo(DEADLINE.plusMillis(500)) <= 0;
    }

    private static boolean soonAfterAGatewayDied(Outcome cut, List<Kill> kills) {
        return kills.stream()
                .anyMatch(kill -> kill.service().equals("gateway") && soonAfter(cut, kill));
    }

    private static boolean soonAfter(Outcome outcome, Kill kill) {
        return outcome.at().plus(outcome.took()).isAfter(kill.earliest())
                && outcome.at().isBefore(kill.latest().plus(MOVED));
    }
}
