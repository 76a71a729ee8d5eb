package dev.souk.contract;

/**
 * A stream of durable facts about aggregates of one kind, keyed by the aggregate's id.
 *
 * <p>A topic may repeat an event; the first occurrences of an aggregate's events are in order and
 * without gap.
 *
 * @param name the topic's name at the broker, as in {@code souk.order}
 * @param retention what the broker keeps of it
 */
public record Topic(String name, Retention retention) {

    /** What a broker keeps of a topic. */
    public enum Retention {
        /** Every event for the retention time. */
        TIME,
        /** The last event of each key, for good; a null body deletes the key. */
        COMPACTED
    }

    /** A topic that keeps every event for the retention time. */
    public static Topic keptByTime(String name) {
        return new Topic(name, Retention.TIME);
    }

    /** A topic that keeps the last state of each key. */
    public static Topic compacted(String name) {
        return new Topic(name, Retention.COMPACTED);
    }
}
