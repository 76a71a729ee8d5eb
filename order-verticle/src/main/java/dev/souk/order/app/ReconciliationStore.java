package dev.souk.order.app;

import dev.souk.order.domain.OpenItem;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Verdict;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where the reconciler keeps its place in the provider's books, what is open, and what differs. One
 * node at a time has the right to compare: a lease, fenced, so that what a node writes after
 * another has taken over is refused.
 */
public interface ReconciliationStore {

    /**
     * The right to compare.
     *
     * @param cursor from where the provider's books are to be read
     * @param epoch grows with each turn
     * @param since by the database's clock, before the next page is asked for
     */
    record Turn(String cursor, long epoch, Instant since) {}

    /**
     * An open item and its order.
     *
     * @param order as it is now; null where there is none
     */
    record Examined(OpenItem item, @Nullable Order order) {}

    /** What an open item came to. */
    record Judged(OpenItem item, Verdict verdict) {}

    /**
     * What is new in a round.
     *
     * @param fresh differences that were not there before
     * @param asleep the orders whose sagas haven't been woken for a while
     */
    record Findings(List<Judged> fresh, Set<UUID> asleep) {}

    /**
     * How far the comparison is.
     *
     * @param unreconciledMinorUnits what all differences add up to
     * @param behind how long ago the books had been read to their end; empty if never
     */
    record Progress(long unreconciledMinorUnits, Optional<Duration> behind) {}

    /** Begins or goes on with this node's turn; empty while another node, alive, has it. */
    Future<Optional<Turn>> takeTurn();

    /**
     * Books a page and the place after it, in one transaction.
     *
     * @return the turn from there; empty where it was lost, and nothing is booked
     */
    Future<Optional<Turn>> book(Turn turn, Statement page);

    /** Items on which both sides agree, or had time to; those not looked at for longest first. */
    Future<List<Examined>> openItems(int limit);

    /** Closes what agrees and keeps what differs; nothing where the turn was lost. */
    Future<Findings> settle(Turn turn, List<Judged> judged);

    Future<Progress> progress();

    /** Leaves the turn to another node. */
    Future<Void> giveUpTurn();
}
