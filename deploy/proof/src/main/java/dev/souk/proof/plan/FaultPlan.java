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
import java.util.stream.Stream;

/**
 * All faults of a run. The same seed, length, kinds and nodes give the same plan. Where a service
 * has several nodes, the next fault of one comes only when the last of its kind is long over: a
 * shop that is down shows nothing.
 */
public final class FaultPlan {

    /** How long each fault may take to be healed before the next of its lane, by plan. */
    private static final Duration HEALING = Duration.ofSeconds(3);

    /** No fault ends later than so long before the load does. */
    private static final Duration QUIET_END = Duration.ofSeconds(8);

    /** So long after a fault a node may be about to be whole again. */
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    /** Whose consumers may be taken away together: the shop takes orders without them. */
    private static final List<String> CONSUMERS = List.of("notify", "recommend");

    /** Clients know the gateways by their addresses, which a new one would not have. */
    private static final String DOOR = "gateway";

    private final RandomGenerator random;
    private final Duration length;
    private final Set<FaultKind> kinds;
    private final Map<String, Integer> nodes;
    private final List<Fault> faults;

    private FaultPlan(
            RandomGenerator random,
            Duration length,
            Set<FaultKind> kinds,
            Map<String, Integer> nodes,
            List<Fault> faults) {
        this.random = random;
        this.length = length;
        this.kinds = kinds;
        this.nodes = new TreeMap<>(nodes);
        this.faults = faults;
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
            new FaultPlan(random.split(), length, kinds, nodes, faults).fill(lane);
        }
        faults.sort(Comparator.comparing(Fault::at));
        return List.copyOf(faults);
    }

    private void fill(Lane lane) {
        var possible = EnumSet.noneOf(FaultKind.class);
        kinds.stream().filter(kind -> kind.lane() == lane).forEach(possible::add);
        possible.removeIf(kind -> targets(kind).isEmpty());
        if (possible.isEmpty()) {
            return;
        }
        var at = lane.first();
        while (true) {
            var kind = choose(possible);
            var lasts = between(kind.shortest(), kind.longest());
            if (at.plus(lasts).plus(QUIET_END).compareTo(length) > 0) {
                return;
            }
            faults.add(new Fault(kind, target(kind, at, lasts), at, lasts));
            at =
                    at.plus(lasts)
                            .plus(HEALING)
                            .plus(between(lane.shortestPause(), lane.longestPause()));
        }
    }

    /**
     * One of a service that has been whole for long, else of one that is whole, if there is any.
     */
    private String target(FaultKind kind, Duration at, Duration lasts) {
        var all = targets(kind);
        var targets =
                Stream.of(RECOVERY, Duration.ZERO)
                        .map(margin -> whole(all, at.minus(margin), at.plus(lasts).plus(margin)))
                        .filter(whole -> !whole.isEmpty())
                        .findFirst()
                        .orElse(all);
        return targets.get(random.nextInt(targets.size()));
    }

    private List<String> whole(List<String> targets, Duration from, Duration until) {
        return targets.stream()
                .filter(
                        target ->
                                faults.stream()
                                        .filter(fault -> isOfOneService(fault.target(), target))
                                        .allMatch(fault -> isOutside(fault, from, until)))
                .toList();
    }

    private static boolean isOutside(Fault fault, Duration from, Duration until) {
        return fault.at().compareTo(until) > 0
                || fault.at().plus(fault.length()).compareTo(from) < 0;
    }

    private static boolean isOfOneService(String target, String other) {
        return serviceOf(target).equals(serviceOf(other));
    }

    private static String serviceOf(String target) {
        return target.replaceFirst("-\\d+$", "");
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
