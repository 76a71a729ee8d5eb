package dev.souk.proof.load;

import dev.souk.proof.evidence.Recorder;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What all clients of a run share.
 *
 * @param doors the gateways; one may be away
 * @param goods what there is to buy
 * @param recorder where they write down what they do
 * @param sold what the staff may ship or give money back for
 * @param over counts down once, when it is time to go home
 */
public record Stage(
        Http http,
        Doors doors,
        Goods goods,
        Recorder recorder,
        SoldOrders sold,
        CountDownLatch over) {

    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Waits for so long, or until it is time to go home. */
    void pause(Duration time) throws InterruptedException {
        var _ = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
