package dev.souk.cluster.events;

import dev.souk.simulation.engine.Scheduler;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.NullMarked;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The coordinator of a consumer group that rebalances cooperatively: a partition that is to move
 * stays with its member until that gives it up, or has been silent for too long.
 */
@NullMarked
final class ModelGroup {

    private static final Duration SESSION = Duration.ofSeconds(6);

    private final Scheduler scheduler;
    private final List<TopicPartition> partitions;
    private final TreeMap<String, Long> seen = new TreeMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<TopicPartition, String> owners = new HashMap<>();
    private final Map<TopicPartition, Long> offsets = new HashMap<>();

    /**
     * What a member hears.
     *
     * @param isKnown false where it was taken for dead, so that it has lost all
     * @param mine the partitions that it may have
     */
    record Standing(boolean isKnown, Set<TopicPartition> mine) {
        Standing {
            mine = Set.copyOf(mine);
        }
    }

    ModelGroup(Scheduler scheduler, List<TopicPartition> partitions) {
        this.scheduler = scheduler;
        this.partitions = List.copyOf(partitions);
    }

    /**
     * A member says that it lives, and what it has; a new one joins by it. What it was given and
     * doesn't have by its next sign of life, it has never heard of.
     *
     * @param number grows with each; an old one that comes late is not believed
     */
    Standing heartbeat(String member, long number, Set<TopicPartition> has) {
        var limit = scheduler.nanos() - SESSION.toNanos();
        seen.values().removeIf(last -> last < limit);
        owners.values().removeIf(owner -> !seen.containsKey(owner));
        var isKnown = seen.put(member, scheduler.nanos()) != null;
        if (number > numbers.getOrDefault(member, 0L)) {
            numbers.put(member, number);
            free(member, has);
        }
        var mine = new HashSet<TopicPartition>();
        for (var partition : partitions) {
            var wanted = wantedOwner(partition);
            if (wanted.equals(member) && owners.getOrDefault(partition, member).equals(member)) {
                owners.put(partition, member);
                mine.add(partition);
            }
        }
        return new Standing(isKnown, mine);
    }

    private void free(String member, Set<TopicPartition> has) {
        owners.entrySet()
                .removeIf(
                        entry -> entry.getValue().equals(member) && !has.contains(entry.getKey()));
    }

    private String wantedOwner(TopicPartition partition) {
        var members = List.copyOf(seen.keySet());
        return members.get(partition.partition() % members.size());
    }

    /** A member gives partitions up. */
    void release(String member, Set<TopicPartition> given) {
        given.forEach(partition -> owners.remove(partition, member));
    }

    /** Takes offsets from who has the partitions; false where it hasn't all of them. */
    boolean commit(String member, Map<TopicPartition, Long> done) {
        var isOwner = done.keySet().stream().allMatch(one -> member.equals(owners.get(one)));
        if (isOwner) {
            offsets.putAll(done);
        }
        return isOwner;
    }

    @Override
    public String toString() {
        return "owners " + owners + ", committed " + offsets;
    }

    /** Where to go on. */
    long committed(TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
