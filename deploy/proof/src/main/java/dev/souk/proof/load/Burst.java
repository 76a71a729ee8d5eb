package dev.souk.proof.load;

import dev.souk.proof.load.Client.Call;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;

/** Somebody who sends far more at once than the quota of activity allows, at all gateways. */
public final class Burst implements Visitor {

    /** What may be sent at once, and in each second. */
    public static final int LIMIT = 10;

    private static final Duration WINDOW = Duration.ofSeconds(1);

    /**
     * Twice as many: on a slow machine a burst lasts so long that a few more are rightly let in.
     */
    private static final int AT_ONCE = 20;

    private final Client client;

    Burst(Client client) {
        this.client = client;
    }

    @Override
    public void visit() throws InterruptedException {
        while (!client.stage().isOver()) {
            atOnce();
            client.stage().pause(Duration.ofMillis(1_500L + client.random().nextInt(3_500)));
        }
    }

    private void atOnce() {
        var product = client.stage().goods().choose(client.random()).id();
        var body = Map.of("type", "view", "productId", product);
        var asked = Map.of("limit", LIMIT, "windowMicros", WINDOW.toNanos() / 1_000);
        var call = new Call("burst", asked, Request.post("/v1/activity", "", body), Answer::brief);
        var doors = client.stage().doors().all();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < AT_ONCE; i++) {
                var door = doors.get(i % doors.size());
                var _ = threads.submit(() -> client.at(door, call));
            }
        }
    }
}
