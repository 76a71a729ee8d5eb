package dev.souk.cluster.bus;

import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.cluster.security.ServiceTokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

import java.util.random.RandomGenerator;

/** The calling side of one node; its services share it, each under its own name. */
public final class BusClient {

    /** What it is made of. */
    public record Parts(
            Vertx vertx,
            Instances instances,
            Breakers breakers,
            MeterRegistry meters,
            NanoClock clock,
            RandomGenerator random) {}

    private final Parts parts;

    public BusClient(Parts parts) {
        this.parts = parts;
    }

    /** Calls in the name of the service whose tokens these are. */
    public ServiceClient as(ServiceTokens identity) {
        return new BoundClient(parts, identity);
    }

    /** How many calls wait for an answer now. */
    public int inFlight() {
        return 0;
    }

    /** Fails what is in flight and stops watching the nodes. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
