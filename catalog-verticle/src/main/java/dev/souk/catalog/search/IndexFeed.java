package dev.souk.catalog.search;

import dev.souk.catalog.app.ChangeFeed;
import dev.souk.catalog.app.ProductSearch;
import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps a node's index like the database: all products at first, then whatever has changed. What is
 * asked before the first load is done waits for it. Belongs to one event loop.
 */
public final class IndexFeed implements ProductSearch {

    private static final int AT_ONCE = 200;

    private final ChangeFeed feed;
    private final ProductIndex index;
    private final Promise<Void> loaded = Promise.promise();
    private String mark = ChangeFeed.START;
    private Future<Void> turn = Future.succeededFuture();
    private boolean waiting;

    public IndexFeed(ChangeFeed feed, ProductIndex index) {
        this.feed = feed;
        this.index = index;
    }

    /**
     * Catches up with the database; done when the index has all that was committed before. A turn
     * that fails is made up for by the next one.
     */
    public Future<Void> follow() {
        if (!waiting) {
            waiting = true;
            turn = turn.transform(done -> catchUp());
        }
        return turn;
    }

    @Override
    public Future<Hits> search(Query query, int limit, Optional<Hit> after) {
        return loaded.future().compose(ready -> index.search(query, limit, after));
    }

    @Override
    public Future<Hits> reread(Query query, List<Ranked> ranked) {
        return loaded.future().compose(ready -> index.reread(query, ranked));
    }

    @Override
    public Future<List<Suggestion>> suggest(String typed, int limit) {
        return loaded.future().compose(ready -> index.suggest(typed, limit));
    }

    private Future<Void> catchUp() {
        waiting = false;
        return feed.since(mark)
                .compose(
                        changes ->
                                update(changes.ids())
                                        .onSuccess(
                                                done -> {
                                                    mark = changes.mark();
                                                    loaded.tryComplete();
                                                }));
    }

    private Future<Void> update(List<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture()
                : feed.categories().compose(tree -> updateFrom(ids, 0, tree));
    }

    private Future<Void> updateFrom(List<UUID> ids, int start, CategoryTree tree) {
        if (start >= ids.size()) {
            return Future.succeededFuture();
        }
        var part = ids.subList(start, Math.min(ids.size(), start + AT_ONCE));
        return feed.read(part)
                .compose(products -> index.update(products, tree, missing(part, products)))
                .compose(done -> updateFrom(ids, start + AT_ONCE, tree));
    }

    private static List<UUID> missing(List<UUID> ids, List<StockedProduct> products) {
        var found = new HashSet<UUID>();
        products.forEach(product -> found.add(product.product().id()));
        var missing = new ArrayList<>(ids);
        missing.removeIf(found::contains);
        return missing;
    }
}
