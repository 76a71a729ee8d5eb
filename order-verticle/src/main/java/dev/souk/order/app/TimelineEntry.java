package dev.souk.order.app;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that happened to an order.
 *
 * @param name what it was, within its kind
 * @param node the name of the node that did it; null where that isn't known
 * @param traceId of the request that it belongs to; null where there is none
 * @param detail what else its kind tells
 */
public record TimelineEntry(
        Place place,
        Instant time,
        Kind kind,
        String name,
        @Nullable String node,
        @Nullable String traceId,
        Detail detail) {

    /** What happened. */
    public enum Kind {
        /** Somebody asked for something. */
        COMMAND,
        /** The order changed. */
        EVENT,
        /** A step of its checkout was tried. */
        STEP,
        /** The payment provider was asked. */
        PAYMENT,
        /** Another node went on with its checkout. */
        TAKE_OVER,
        /** The customer was told. */
        MESSAGE
    }

    /**
     * Where an entry stands. What is written while the order has a version stands behind the event
     * of that version, in the order of writing; then what was told before the next one.
     *
     * @param rank 0 for the event itself, 1 for notes, 2 for messages
     * @param id tells those apart that are the same in all else
     */
    public record Place(long version, int rank, long seq, String id) implements Comparable<Place> {

        /** Before everything. */
        public static final Place START = new Place(-1, 0, 0, "");

        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::version)
                        .thenComparingInt(Place::rank)
                        .thenComparingLong(Place::seq)
                        .thenComparing(Place::id);

        static final int EVENT = 0;
        static final int NOTE = 1;
        static final int MESSAGE = 2;

        /** Of an event. */
        public static Place ofEvent(long version) {
            return new Place(version, EVENT, 0, "");
        }

        /** Of a note. */
        public static Place ofNote(long version, long seq) {
            return new Place(version, NOTE, seq, "");
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }

        /** Whether the notes of this version come behind it. */
        public boolean isBeforeNotes() {
            return rank < NOTE;
        }

        /** Whether the notes of this version come before it. */
        public boolean isBehindNotes() {
            return rank > NOTE;
        }
    }

    /**
     * What an entry tells beside its name; null what its kind doesn't.
     *
     * @param by what the one who commands is
     * @param attempt which attempt it was
     * @param outcome what came of it
     * @param key under which the payment provider was asked
     * @param from the node that had it before
     * @param channel by which a message went
     */
    public record Detail(
            @Nullable String by,
            @Nullable Integer attempt,
            @Nullable Long tookMillis,
            @Nullable String outcome,
            @Nullable String key,
            @Nullable String from,
            @Nullable String channel) {

        /** Nothing. */
        public static final Detail NONE = new Detail(null, null, null, null, null, null, null);

        /** Of a message. */
        public static Detail ofMessage(String channel, String state) {
            return new Detail(null, null, null, state, null, null, channel);
        }
    }
}
