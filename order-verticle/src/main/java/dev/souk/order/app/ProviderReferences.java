package dev.souk.order.app;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * What a provider calls the requests that were made to it, for a provider that can't be asked by
 * our keys. A request is written down before it is sent.
 */
public interface ProviderReferences {

    /** What is asked of the provider. */
    enum Kind {
        AUTHORIZATION,
        CAPTURE,
        REFUND
    }

    /**
     * A request that may have been sent.
     *
     * @param reference what the provider calls the payment; null until it has told
     * @param askedAt when it was first about to be sent; null if it was withdrawn before
     * @param isWithdrawn whether it must not be sent any more
     */
    record Known(
            String key,
            Kind kind,
            @Nullable String reference,
            @Nullable Instant askedAt,
            boolean isWithdrawn) {}

    /**
     * Writes down that a request is about to be sent, unless it is known.
     *
     * @param reference the payment that it is about; null where there is none yet
     * @return what is known of it, from now on or since earlier
     */
    Future<Known> begin(String key, Kind kind, @Nullable String reference);

    /** Writes down what the provider calls the payment. */
    Future<Void> learn(String key, String reference);

    /** Sees to it that the authorization is never sent if it hasn't been yet. */
    Future<Known> withdraw(String key);

    Future<Optional<Known>> find(String key);
}
