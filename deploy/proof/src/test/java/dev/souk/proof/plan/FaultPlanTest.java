package dev.souk.proof.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.proof.plan.FaultKind.Lane;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class FaultPlanTest {

    private static final Duration LENGTH = Duration.ofMinutes(3);
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final Map<String, Integer> NODES =
            Map.of("order", 2, "catalog", 2, "gateway", 2, "notify", 2);

    @Property(tries = 200)
    void drawsTheSamePlanFromTheSameSeed(@ForAll long seed) {
        assertThat(plan(seed)).isEqualTo(plan(seed));
    }

    @Property(tries = 200)
    void hasTwentyFaultsInThreeMinutes(@ForAll long seed) {
        assertThat(plan(seed)).hasSizeGreaterThanOrEqualTo(20);
    }

    @Property(tries = 200)
    void endsEachFaultBeforeTheNextOfItsLaneAndBeforeTheRun(@ForAll long seed) {
        for (var lane : Lane.values()) {
            var faults = plan(seed).stream().filter(fault -> fault.kind().lane() == lane).toList();
            for (var i = 0; i < faults.size(); i++) {
                var end = faults.get(i).at().plus(faults.get(i).length());
                var next = i + 1 < faults.size() ? faults.get(i + 1).at() : LENGTH;
                assertThat(end).isLessThan(next);
            }
        }
    }

    @Property(tries = 200)
    void leavesAServiceOneOfItsNodes(@ForAll long seed) {
        var faults =
                plan(seed).stream()
                        .filter(fault -> fault.target().matches("[a-z]+-[0-9]"))
                        .toList();
        for (var one : faults) {
            var end = one.at().plus(one.length());
            assertThat(faults)
                    .filteredOn(
                            other -> !other.equals(one) && serviceOf(other).equals(serviceOf(one)))
                    .noneMatch(
                            other ->
                                    other.at().compareTo(one.at()) >= 0
                                            && other.at().compareTo(end) <= 0);
        }
    }

    private static String serviceOf(Fault fault) {
        return fault.target().split("-", 2)[0];
    }

    @Test
    void drawsOtherPlansFromOtherSeeds() {
        assertThat(plan(1)).isNotEqualTo(plan(2));
    }

    @Test
    void keepsToTheKindsAndNodesThatThereAre() {
        var kinds = EnumSet.of(FaultKind.KILL_NODE, FaultKind.REDELIVER);

        assertThat(FaultPlan.draw(7, LENGTH, kinds, Map.of("order", 1)))
                .isNotEmpty()
                .allMatch(fault -> fault.kind() == FaultKind.KILL_NODE)
                .allMatch(fault -> fault.target().equals("order-1"));
    }

    @Test
    void isEmptyWithoutKinds() {
        assertThat(FaultPlan.draw(7, LENGTH, Set.of(), NODES)).isEmpty();
    }

    private static List<Fault> plan(long seed) {
        return FaultPlan.draw(seed, LENGTH, ALL, NODES);
    }
}
