package dev.souk.gateway.http;

import dev.souk.cluster.resilience.ConcurrencyLimit;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests to each service may be under way through one event loop; what is shed first may
 * fill the smallest part. For one event loop.
 */
final class Admission {

    private static final int INITIAL = 256;
    private static final int LEAST = 16;
    private static final int MOST = 1_024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Map<String, ConcurrencyLimit> limits = new HashMap<>();

    /**
     * A place for a request to the service.
     *
     * @throws ServiceFailure {@code OVERLOADED} if there is none
     */
    ConcurrencyLimit enter(String service, String priority) {
        var limit =
                limits.computeIfAbsent(service, _ -> new ConcurrencyLimit(INITIAL, LEAST, MOST));
        if (!limit.tryAcquire(share(priority))) {
            throw ServiceFailure.of(Reason.OVERLOADED, "Too much is under way; come again soon")
                    .retryAfter(RETRY_AFTER);
        }
        return limit;
    }

    private static double share(String priority) {
        return switch (priority) {
            case "critical" -> 1.0;
            case "sheddable" -> 0.7;
            case "background" -> 0.5;
            default -> 0.9;
        };
    }
}
