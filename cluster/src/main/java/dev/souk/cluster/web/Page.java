package dev.souk.cluster.web;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of a list.
 *
 * @param items the resources, in the list's order
 * @param nextCursor where the next page begins; null at the end of the list
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }
}
