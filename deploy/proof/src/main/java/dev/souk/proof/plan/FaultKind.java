package dev.souk.proof.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be done to a shop. Each kind has a lane; in a lane one fault ends, and is healed, before
 * the next begins, so that never both nodes of a service are killed, nor two servers away at once.
 */
public enum FaultKind {
    /** A node's process ends at once, and is started again. */
    KILL_NODE(Lane.NODES, 5, 500, 3_000),
    /** A node's process is frozen and goes on, as in a long pause of its machine. */
    FREEZE_NODE(Lane.NODES, 4, 5_000, 20_000),
    /** A node leaves in good order and another joins, so that consumers are rebalanced. */
    REBALANCE(Lane.NODES, 1, 0, 1_000),
    /** The consumers of a service are away, and read again what they have read before. */
    REDELIVER(Lane.NODES, 1, 0, 1_000),
    KILL_POSTGRES(Lane.SERVERS, 2, 500, 4_000),
    KILL_REDIS(Lane.SERVERS, 2, 500, 5_000),
    /** Redis forgets everything. */
    FLUSH_REDIS(Lane.SERVERS, 2, 0, 0),
    KILL_KAFKA(Lane.SERVERS, 2, 500, 5_000),
    /** Kafka writes what it has received when it goes on, but those who sent it have given up. */
    FREEZE_KAFKA(Lane.SERVERS, 2, 5_000, 15_000),
    KILL_MAIL(Lane.SERVERS, 1, 2_000, 10_000),
    KILL_PAYMENTS(Lane.SERVERS, 2, 1_000, 6_000),
    /** The provider's answers come late. */
    SLOW_PAYMENTS(Lane.PROVIDER, 2, 4_000, 12_000),
    /** The provider answers 500 and does nothing. */
    FAILING_PAYMENTS(Lane.PROVIDER, 2, 3_000, 10_000),
    /** The provider does what it is asked, and answers 500. */
    LYING_PAYMENTS(Lane.PROVIDER, 2, 3_000, 10_000),
    /** The provider does what it is asked, and the connection is cut before its answer. */
    MUTE_PAYMENTS(Lane.PROVIDER, 2, 3_000, 10_000),
    /** Each request reaches the provider twice. */
    DOUBLED_PAYMENTS(Lane.PROVIDER, 2, 3_000, 10_000),
    /** A node's messages don't reach the others, nor theirs it. */
    CUT_NODE(Lane.NETWORK, 4, 3_000, 15_000),
    /** A share of the messages between nodes is lost. */
    LOSSY_BUS(Lane.NETWORK, 2, 4_000, 12_000),
    /** A share of the messages between nodes comes late, and so out of order. */
    LATE_BUS(Lane.NETWORK, 2, 4_000, 12_000),
    /** A share of the requests between nodes comes twice. */
    DOUBLED_BUS(Lane.NETWORK, 2, 4_000, 12_000);

    /** What goes on beside one another. */
    public enum Lane {
        NODES(6_000, 6_000, 10_000),
        SERVERS(9_000, 13_000, 20_000),
        PROVIDER(12_000, 9_000, 18_000),
        NETWORK(15_000, 9_000, 18_000);

        private final int first;
        private final int shortestPause;
        private final int longestPause;

        Lane(int first, int shortestPause, int longestPause) {
            this.first = first;
            this.shortestPause = shortestPause;
            this.longestPause = longestPause;
        }

        Duration first() {
            return Duration.ofMillis(first);
        }

        int shortestPause() {
            return shortestPause;
        }

        int longestPause() {
            return longestPause;
        }
    }

    private final Lane lane;
    private final int weight;
    private final int shortest;
    private final int longest;

    FaultKind(Lane lane, int weight, int shortest, int longest) {
        this.lane = lane;
        this.weight = weight;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** As it is written, as in {@code kill-node}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that word. */
    public static Optional<FaultKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(FaultKind::word).toList();
    }

    public Lane lane() {
        return lane;
    }

    int weight() {
        return weight;
    }

    int shortest() {
        return shortest;
    }

    int longest() {
        return longest;
    }
}
