package dev.souk.proof.plan;

import dev.souk.proof.plan.FaultKind.Lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** All faults of a run. The same seed, length, kinds and nodes give the same plan. */
public final class FaultPlan {

    /** How long each fault may take to be healed before the next of its lane, by plan. */
    private static final Duration HEALING = Duration.ofSeconds(3);

    /** No fault ends later than so long before the load does. */
    private static final Duration QUIET_END = Duration.ofSeconds(8);

    /** Whose consumers may be taken away together: the shop takes orders without them. */
    private static final List<String> CONSUMERS = List.of("notify", "recommend");

    /** Clients know the gateways by their addresses, which a new one would not have. */
    private static final String DOOR = "gateway";

    private final RandomGenerator random;
    private final Duration length;
    private final Set<FaultKind> kinds;
    private final Map<String, Integer> nodes;

    private FaultPlan(
            RandomGenerator random,
            Duration length,
            Set<FaultKind> kinds,
            Map<String, Integer> nodes) {
        this.random = random;
        this.length = length;
        this.kinds = kinds;
        this.nodes = new TreeMap<>(nodes);
    }

    /**
     * Draws a plan.
     *
     * @param nodes how many nodes each service has
     */
    public static List<Fault> draw(
            long seed, Duration length, Set<FaultKind> kinds, Map<String, Integer> nodes) {
        var random = new SplittableRandom(seed);
        var faults = new ArrayList<Fault>();
        for (var lane : Lane.values()) {
            faults.addAll(new FaultPlan(random.split(), length, kinds, nodes).lane(lane));
        }
        faults.sort(Comparator.comparing(Fault::at));
        return List.copyOf(faults);
    }

    private List<Fault> lane(Lane lane) {
        var possible = EnumSet.noneOf(FaultKind.class);
        kinds.stream().filter(kind -> kind.lane() == lane).forEach(possible::add);
        possible.removeIf(kind -> targets(kind).isEmpty());
        var faults = new ArrayList<Fault>();
        if (possible.isEmpty()) {
            return faults;
        }
        var at = lane.first();
        while (true) {
            var kind = choose(possible);
            var lasts = between(kind.shortest(), kind.longest());
            if (at.plus(lasts).plus(QUIET_END).compareTo(length) > 0) {
                return faults;
            }
            var targets = targets(kind);
            faults.add(new Fault(kind, targets.get(random.nextInt(targets.size())), at, lasts));
            at =
                    at.plus(lasts)
                            .plus(HEALING)
                            .plus(between(lane.shortestPause(), lane.longestPause()));
        }
    }

    private FaultKind choose(Set<FaultKind> possible) {
        var dice = random.nextInt(possible.stream().mapToInt(FaultKind::weight).sum());
        for (var kind : possible) {
            dice -= kind.weight();
            if (dice < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("weights don't add up");
    }

    private List<String> targets(FaultKind kind) {
        return switch (kind) {
            case KILL_NODE, FREEZE_NODE, CUT_NODE -> names();
            case REBALANCE -> several();
            case REDELIVER -> CONSUMERS.stream().filter(nodes::containsKey).toList();
            default -> List.of(kind.word().substring(kind.word().indexOf('-') + 1));
        };
    }

    /** Services that one of their nodes may leave. */
    private List<String> several() {
        return nodes.entrySet().stream()
                .filter(each -> each.getValue() > 1 && !each.getKey().equals(DOOR))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        nodes.forEach(
                (service, count) -> {
                    for (var number = 1; number <= count; number++) {
                        names.add(service + "-" + number);
                    }
                });
        return names;
    }

    private Duration between(int shortest, int longest) {
        return Duration.ofMillis(
                shortest == longest ? shortest : random.nextInt(shortest, longest + 1));
    }
}
