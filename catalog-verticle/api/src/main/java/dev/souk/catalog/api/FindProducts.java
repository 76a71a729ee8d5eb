package dev.souk.catalog.api;

import java.util.List;
import java.util.UUID;

/**
 * Asks for products by id.
 *
 * @param ids at most 100
 */
public record FindProducts(List<UUID> ids) {

    /** The most ids that one request may name. */
    public static final int MAX_IDS = 100;

    public FindProducts {
        ids = List.copyOf(ids);
        if (ids.size() > MAX_IDS) {
            throw new IllegalArgumentException("at most " + MAX_IDS + " ids");
        }
    }
}
