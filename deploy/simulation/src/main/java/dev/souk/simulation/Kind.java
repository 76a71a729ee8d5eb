package dev.souk.simulation;

import dev.souk.cluster.bus.CallsWorld;
import dev.souk.cluster.events.EventsWorld;
import dev.souk.simulation.checkout.CheckoutWorld;
import dev.souk.simulation.quota.QuotaWorld;

import java.util.Locale;

/** The worlds that there are. */
public enum Kind {
    /** Orders, stock and money. */
    CHECKOUT,
    /** Events from the outbox to their effects. */
    EVENTS,
    /** Calls between services. */
    CALLS,
    /** Quotas over gateways. */
    QUOTA;

    World on(Ground ground) {
        return switch (this) {
            case CHECKOUT -> new CheckoutWorld(ground);
            case EVENTS -> new EventsWorld(ground);
            case CALLS -> new CallsWorld(ground);
            case QUOTA -> new QuotaWorld(ground);
        };
    }

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
