package dev.souk.recommend.api;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Something that a visitor did. What people type is told without saying who typed it.
 *
 * @param productId the product viewed or clicked, or picked from the search
 * @param query what was searched for
 * @param userId who did it, where signed in; never with a query
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Activity(@Nullable UUID productId, @Nullable String query, @Nullable String userId) {

    public Activity {
        if (query != null && userId != null) {
            throw new IllegalArgumentException("a query is told without its user");
        }
    }
}
