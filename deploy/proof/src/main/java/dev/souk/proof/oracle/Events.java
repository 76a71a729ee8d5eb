package dev.souk.proof.oracle;

import dev.souk.proof.evidence.Row;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a reader of a topic from its beginning has seen: the first occurrences, aggregate by
 * aggregate. Repeats are left out, since a topic may repeat an event.
 */
final class Events {

    private final Map<String, List<Row>> first = new HashMap<>();

    private Events() {}

    /**
     * Reads in the order of the log, and reports what no repeat explains: a gap, or another event
     * in the place of one that was there.
     *
     * @param gapless whether each version has to be there; a compacted topic may leave some out
     */
    static Events read(Iterable<Row> records, String topic, boolean gapless, Findings findings) {
        var events = new Events();
        for (var record : records) {
            if (record.text("topic").equals(topic)) {
                findings.look();
                events.take(record, gapless, findings);
            }
        }
        return events;
    }

    private void take(Row record, boolean gapless, Findings findings) {
        var seen = first.computeIfAbsent(record.text("key"), _ -> new ArrayList<>());
        var version = record.number("version");
        var last = seen.isEmpty() ? 0 : seen.getLast().number("version");
        if (version <= last) {
            repeated(record, seen, findings);
            return;
        }
        if (gapless && version != last + 1) {
            findings.add(subject(record), "version " + (last + 1), "version " + version);
        }
        seen.add(record);
    }

    private static void repeated(Row record, List<Row> seen, Findings findings) {
        for (var event : seen) {
            if (event.number("version") == record.number("version")
                    && !event.text("id").equals(record.text("id"))) {
                findings.add(
                        subject(record),
                        "the same event again, " + event.text("id"),
                        "another one, " + record.text("id"));
            }
        }
    }

    private static String subject(Row record) {
        return "%s %s at %d:%d"
                .formatted(
                        record.text("topic"),
                        record.text("key"),
                        record.number("partition"),
                        record.number("offset"));
    }

    /** The last event of an aggregate; nothing where there is none. */
    Row last(String aggregate) {
        var seen = first.get(aggregate);
        return seen == null ? Row.EMPTY : seen.getLast();
    }

    /** All first occurrences that are so. */
    Stream<Row> all(Predicate<Row> which) {
        return first.values().stream().flatMap(List::stream).filter(which);
    }

    /** The aggregates that have one. */
    Stream<String> aggregates() {
        return first.keySet().stream();
    }
}
