package dev.souk.cluster.bus;

/** What is shed last and what first when there is too much to do. */
public enum Priority {
    /** Money and orders. */
    CRITICAL,
    /** What a visitor waits for. */
    NORMAL,
    /** What a page can do without. */
    SHEDDABLE,
    /** What nobody waits for. */
    BACKGROUND
}
