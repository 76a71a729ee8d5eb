package dev.souk.simulation;

import java.util.Locale;

/**
 * Mistakes that can be planted in the models and the wiring, never in Souk's own classes, so that
 * the rules are seen to catch them.
 */
public enum Bug {
    /** A group takes the orders that another one has taken already. */
    RESERVE_WITHOUT_CLAIM(Kind.CHECKOUT),
    /** Stock is read without its lock. */
    STOCK_WITHOUT_LOCK(Kind.CHECKOUT),
    /** A release that comes before its reservation leaves no mark. */
    NO_TOMBSTONE(Kind.CHECKOUT),
    /** A reservation moves, and its units don't. */
    MOVE_WITHOUT_LEDGER(Kind.CHECKOUT),
    /** Whoever once had a saga may write its result. */
    FENCE_IGNORED(Kind.CHECKOUT),
    /** A key is claimed after its order was written, in a transaction of its own. */
    KEY_OUTSIDE_THE_TRANSACTION(Kind.CHECKOUT),
    /** Each attempt at a capture has another key. */
    CAPTURE_UNDER_A_NEW_KEY(Kind.CHECKOUT),
    /** A void of a payment that the provider has never seen is forgotten. */
    VOID_FORGOTTEN(Kind.CHECKOUT),
    /** An answer is given before the commit, which may never be. */
    ANSWER_BEFORE_COMMIT(Kind.CHECKOUT),
    /** A release is answered before its commit, which may never be. */
    RELEASE_ANSWERED_BEFORE_COMMIT(Kind.CHECKOUT),
    /** Each attempt at a refund but the first has another key. */
    REFUND_REPEATED_UNDER_A_NEW_KEY(Kind.CHECKOUT),
    /** A refund is written, and its saga is not told. */
    REFUND_WITHOUT_ITS_SAGA(Kind.CHECKOUT),
    /** Claims of dead nodes hold for ever. */
    CLAIM_OUTLIVES_ITS_NODE(Kind.CHECKOUT),
    /** A row of the outbox is lost now and then. */
    OUTBOX_ROW_LOST(Kind.EVENTS),
    /** Sent is taken for acknowledged. */
    DELETED_BEFORE_ACKNOWLEDGED(Kind.EVENTS),
    /** Rows are taken by their number, and never looked back for. */
    CURSOR_ON_IDS(Kind.EVENTS),
    /** What was fetched is committed, done or not. */
    POLL_POSITION_COMMITTED(Kind.EVENTS),
    /** The note of what was seen is not in the transaction of the effect. */
    INBOX_OUTSIDE_THE_TRANSACTION(Kind.EVENTS),
    /** A poisoned event is parked, and those after it are not. */
    PARKED_WITHOUT_ITS_KEY(Kind.EVENTS),
    /** Nodes that live refuse a knock, so that all are left out. */
    KNOCK_REFUSED_BY_THE_LIVING(Kind.CALLS),
    /** Silent nodes are not told of. */
    SILENCE_UNHEARD(Kind.CALLS),
    /** A request that gets no answer never times out. */
    TIMEOUT_UNHEARD(Kind.CALLS),
    /** What was tried again is tried again. */
    RETRIED_AT_TWO_LAYERS(Kind.CALLS),
    /** A command is taken for repeatable. */
    COMMAND_REPEATED(Kind.CALLS),
    /** Others come between the script's reading and its writing. */
    SCRIPT_NOT_ATOMIC(Kind.QUOTA),
    /** Redis refuses, and its answer doesn't say so. */
    REFUSAL_UNHEARD(Kind.QUOTA),
    /** Gateways that can't reach Redis grant the whole quota each. */
    LOCAL_QUOTA_UNDIVIDED(Kind.QUOTA);

    private final Kind home;

    Bug(Kind home) {
        this.home = home;
    }

    /** In which world it can be planted. */
    public Kind home() {
        return home;
    }

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
