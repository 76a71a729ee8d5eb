package dev.souk.cluster.events;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.LongConsumer;

/** Counts what a relay has sent, and says once when it can't, until it can again. */
final class RelayAccount implements ShardRelay.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RelayAccount.class);

    private final LongConsumer counter;
    private boolean failing;

    RelayAccount(LongConsumer counter) {
        this.counter = counter;
    }

    @Override
    public void relayed(int count) {
        if (failing) {
            LOG.info("the outbox is relayed again");
        }
        failing = false;
        counter.accept(count);
    }

    @Override
    public void failed(Throwable failure) {
        if (!failing) {
            LOG.atWarn()
                    .addKeyValue("cause", failure.toString())
                    .log("the outbox cannot be relayed; it goes on trying");
        }
        failing = true;
    }
}
