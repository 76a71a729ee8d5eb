package dev.souk.cluster.events;

import io.vertx.core.Future;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The senders of all shards for one who relays them all; each is opened when its shard first has
 * rows, which shuts out whoever sent the shard before. Used on one event loop.
 */
final class ShardSenders {

    private final IntFunction<Future<ShardRelay.Sender>> opener;
    private final Map<Integer, Future<ShardRelay.Sender>> opened = new HashMap<>();
    private boolean closed;

    /**
     * @param opener opens the sender of a shard
     */
    ShardSenders(IntFunction<Future<ShardRelay.Sender>> opener) {
        this.opener = opener;
    }

    /**
     * Sends the rows, those of a shard in order and in one transaction. After a failure some shards
     * may have sent theirs, and none of the senders is of use: close them.
     */
    Future<Void> send(List<OutboxRows.Waiting> rows) {
        if (closed) {
            return Future.failedFuture(new IllegalStateException("closed"));
        }
        var shards =
                rows.stream()
                        .map(OutboxRows.Waiting::record)
                        .collect(Collectors.groupingBy(OutboundRecord::shard));
        var sent =
                shards.entrySet().stream()
                        .map(shard -> send(shard.getKey(), shard.getValue()))
                        .toList();
        return Future.join(sent).mapEmpty();
    }

    /** Ends what is under way, and refuses what still comes. */
    Future<Void> close() {
        closed = true;
        var ends = opened.values().stream().map(ShardSenders::close).toList();
        return Future.join(ends).mapEmpty();
    }

    private Future<Void> send(int shard, List<OutboundRecord> records) {
        return opened.computeIfAbsent(shard, opener::apply).compose(sender -> sender.send(records));
    }

    private static Future<Void> close(Future<ShardRelay.Sender> sender) {
        return sender.compose(ShardRelay.Sender::close).otherwiseEmpty();
    }
}
