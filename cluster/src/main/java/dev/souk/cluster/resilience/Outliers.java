package dev.souk.cluster.resilience;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Leaves out who fails alone: a member with five faults in a row is not chosen for two seconds, for
 * longer each time that it goes on, up to ten. Never leaves out more than half of a group, since
 * when most fail, the fault is elsewhere. Safe for use by several threads.
 */
public final class Outliers {

    private static final int FAULTS_IN_A_ROW = 5;
    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final int LONGEST_FACTOR = 5;

    private final NanoClock clock;
    private final Map<String, History> records = new ConcurrentHashMap<>();

    private record History(int faults, int ejections, long until) {

        private static final History NEW = new History(0, 0, 0);

        private History afterFault(long now) {
            if (faults + 1 < FAULTS_IN_A_ROW) {
                return new History(faults + 1, ejections, until);
            }
            var factor = Math.min(LONGEST_FACTOR, ejections + 1);
            return new History(0, factor, now + SHORTEST.toNanos() * factor);
        }

        private boolean isOut(long now) {
            return ejections > 0 && until - now > 0;
        }
    }

    public Outliers(NanoClock clock) {
        this.clock = clock;
    }

    /** Takes the outcome of one call to a member. */
    public void add(String member, boolean fault) {
        if (fault) {
            records.merge(
                    member,
                    History.NEW.afterFault(clock.nanos()),
                    (before, first) -> before.afterFault(clock.nanos()));
        } else if (records.containsKey(member)) {
            // What is out stays so until its time is over; an answer on its way is no proof.
            records.computeIfPresent(
                    member,
                    (key, before) -> before.isOut(clock.nanos()) ? before : forgiven(before));
        }
    }

    /** The group without those that are left out now, but at least half of it, in its order. */
    public <T> List<T> keep(List<T> group, Function<T, String> nameOf) {
        if (records.isEmpty() || group.size() < 2) {
            return group;
        }
        var now = clock.nanos();
        var kept = group.stream().filter(member -> !isOut(nameOf.apply(member), now)).toList();
        return kept.size() * 2 >= group.size() ? kept : group;
    }

    /** Forgets a member that left. */
    public void forget(String member) {
        records.remove(member);
    }

    private boolean isOut(String member, long now) {
        var record = records.get(member);
        return record != null && record.isOut(now);
    }

    private static @Nullable History forgiven(History before) {
        return before.ejections <= 1 ? null : new History(0, before.ejections - 1, 0);
    }
}
