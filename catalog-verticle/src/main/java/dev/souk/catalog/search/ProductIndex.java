package dev.souk.catalog.search;

import dev.souk.catalog.app.ProductSearch;
import dev.souk.catalog.domain.CategoryTree;
import dev.souk.catalog.domain.StockedProduct;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A Lucene index of all products in a folder of its own, made anew at each start. All of its work
 * is done by its own worker threads. Safe for use by several threads.
 */
public final class ProductIndex implements ProductSearch {

    private static final int THREADS = 2;

    private final WorkerExecutor workers;
    private final TextAnalysis analysis = new TextAnalysis();
    private final TextQuery texts = new TextQuery(analysis);
    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    private ProductIndex(WorkerExecutor workers, FSDirectory directory) throws IOException {
        this.workers = workers;
        this.directory = directory;
        this.writer =
                new IndexWriter(
                        directory,
                        new IndexWriterConfig(analysis)
                                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                                .setCommitOnClose(false));
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /** Opens an empty index. */
    public static Future<ProductIndex> open(Vertx vertx, Path folder) {
        var workers = vertx.createSharedWorkerExecutor("catalog-search", THREADS);
        return workers.executeBlocking(
                        () -> new ProductIndex(workers, FSDirectory.open(folder)), false)
                .map(Objects::requireNonNull);
    }

    @Override
    public Future<Hits> search(Query query, int limit, Optional<Hit> after) {
        return reading(reads -> reads.search(query, limit, after));
    }

    @Override
    public Future<Hits> reread(Query query, List<Ranked> ranked) {
        return reading(reads -> reads.reread(query, ranked));
    }

    @Override
    public Future<List<Suggestion>> suggest(String typed, int limit) {
        return onWorker(
                () ->
                        withSearcher(
                                searcher -> {
                                    var reads = new IndexReads(searcher, texts, analysis);
                                    return new Completions(searcher, reads, analysis)
                                            .of(typed, limit);
                                }));
    }

    /** Takes products in as they are now, and out what is gone; then all of it can be found. */
    public Future<Void> update(
            List<StockedProduct> products, CategoryTree categories, List<UUID> gone) {
        return onWorker(
                        () -> {
                            for (var product : products) {
                                writer.updateDocument(
                                        ProductDocument.term(product.product().id()),
                                        ProductDocument.of(product, categories));
                            }
                            for (var id : gone) {
                                writer.deleteDocuments(ProductDocument.term(id));
                            }
                            searchers.maybeRefreshBlocking();
                            return Optional.empty();
                        })
                .mapEmpty();
    }

    /** Closes the index; what is in the folder is of no use afterwards. */
    public Future<Void> close() {
        return onWorker(
                        () -> {
                            searchers.close();
                            writer.close();
                            directory.close();
                            return Optional.empty();
                        })
                .eventually(workers::close)
                .mapEmpty();
    }

    private <T> Future<T> reading(Reading<IndexReads, T> reading) {
        return onWorker(
                () ->
                        withSearcher(
                                searcher ->
                                        reading.read(new IndexReads(searcher, texts, analysis))));
    }

    private <T> T withSearcher(Reading<IndexSearcher, T> reading) throws IOException {
        var searcher = searchers.acquire();
        try {
            return reading.read(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private <T> Future<T> onWorker(Callable<T> work) {
        return workers.executeBlocking(work, false).map(Objects::requireNonNull);
    }

    private interface Reading<S, T> {
        T read(S source) throws IOException;
    }
}
