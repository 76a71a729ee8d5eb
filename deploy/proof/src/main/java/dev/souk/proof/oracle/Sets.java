package dev.souk.proof.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What some of several amounts can add up to. */
final class Sets {

    private Sets() {}

    /** Whether some of the amounts, or none, add up to the sum. */
    static boolean canReach(List<Long> amounts, long sum) {
        Set<Long> reached = new HashSet<>(Set.of(0L));
        for (var amount : amounts) {
            var more = new HashSet<>(reached);
            reached.forEach(each -> more.add(each + amount));
            reached = more;
        }
        return reached.contains(sum);
    }
}
