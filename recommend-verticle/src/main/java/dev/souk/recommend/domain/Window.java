package dev.souk.recommend.domain;

import java.time.Duration;
import java.time.Instant;

/** The lengths of time by which sales are counted. Windows begin at whole multiples, in UTC. */
public enum Window {
    MINUTE("1m", Duration.ofMinutes(1)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    private final String word;
    private final Duration length;

    Window(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    /** The window's name in the contract and in the database. */
    public String word() {
        return word;
    }

    public Duration length() {
        return length;
    }

    /**
     * The window of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Window of(String word) {
        for (var window : values()) {
            if (window.word.equals(word)) {
                return window;
            }
        }
        throw new IllegalArgumentException("no window: " + word);
    }

    /** When the window that a moment is in began. */
    public Instant startOf(Instant moment) {
        var seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(moment.getEpochSecond(), seconds) * seconds);
    }

    /** How many windows two moments touch, the later one excluded. */
    public long count(Instant from, Instant to) {
        var between = Duration.between(startOf(from), to);
        var seconds = length.toSeconds();
        return Math.max(0, Math.ceilDiv(between.toMillis(), seconds * 1_000));
    }
}
