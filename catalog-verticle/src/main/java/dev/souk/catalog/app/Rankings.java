package dev.souk.catalog.app;

import dev.souk.catalog.app.ProductSearch.Ranked;

import io.vertx.core.Future;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the order of a search's hits while somebody turns its pages: 60 s. */
public interface Rankings {

    /** Keeps a ranking. Never fails: what can't be kept is found to be gone later. */
    Future<Void> keep(UUID name, List<Ranked> ranking);

    /** The ranking of that name; empty once it is forgotten. */
    Future<Optional<List<Ranked>>> find(UUID name);
}
