package dev.souk.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import io.gatling.javaapi.core.OpenInjectionStep;

import java.time.Duration;
import java.util.Locale;

/**
 * How a number of shoppers arrives. Each registers once, and a shop takes 60 registrations at once
 * and then one per second from one address, so no profile brings more than that.
 */
public enum LoadProfile {
    /** A few, to see whether everything works. */
    SMOKE,
    /** One after the other, so that the load grows and then stays. */
    STEADY,
    /** A quiet start, then all at the same moment. */
    SPIKE,
    /** Slowly, for a test of hours. */
    SOAK;

    private static final Duration FEW_SECONDS = Duration.ofSeconds(5);

    /** The profile of that name, in any case. */
    public static LoadProfile named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The steps by which the shoppers come. */
    public OpenInjectionStep[] arrivals(int shoppers) {
        return switch (this) {
            case SMOKE -> new OpenInjectionStep[] {rampUsers(shoppers).during(FEW_SECONDS)};
            case STEADY -> new OpenInjectionStep[] {rampUsers(shoppers).during(seconds(shoppers))};
            case SPIKE ->
                    new OpenInjectionStep[] {
                        rampUsers(Math.max(1, shoppers / 10)).during(FEW_SECONDS),
                        nothingFor(FEW_SECONDS),
                        atOnceUsers(shoppers - Math.max(1, shoppers / 10))
                    };
            case SOAK ->
                    new OpenInjectionStep[] {rampUsers(shoppers).during(seconds(shoppers * 5))};
        };
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(Math.max(1, count));
    }
}
