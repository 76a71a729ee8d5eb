package dev.souk.catalog;

import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.search.IndexFolder;
import dev.souk.catalog.search.ProductIndex;
import dev.souk.cluster.node.NodeConfig;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.redis.Redis;
import dev.souk.cluster.sql.Database;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.nio.file.Path;
import java.util.function.Supplier;

/** The catalog service on a node: opens what it needs, in order, and closes it. */
public final class CatalogVerticle extends VerticleBase {

    /** The service as a node runs it. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(CatalogApi.SERVICE, CatalogConfig.KEYS, CatalogVerticle::new)
                    .using(Resource.DATABASE, Resource.REDIS, Resource.KAFKA, Resource.CURSORS);

    private final ServiceRuntime runtime;
    private Supplier<Future<Void>> closing = Future::succeededFuture;

    public CatalogVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Future<?> start() {
        return runtime.database("db/catalog")
                .compose(database -> runtime.redis().compose(redis -> openIndex(database, redis)));
    }

    @Override
    public Future<?> stop() {
        return closing.get();
    }

    private Future<Void> openIndex(Database database, Redis redis) {
        var base = runtime.settings().find(NodeConfig.CACHE_DIR);
        return IndexFolder.make(vertx, base, runtime.nodeId())
                .compose(folder -> ProductIndex.open(vertx, folder).map(i -> closed(i, folder)))
                .compose(index -> new CatalogService(runtime, database, redis, index).serve());
    }

    private ProductIndex closed(ProductIndex index, Path folder) {
        closing = () -> index.close().eventually(() -> IndexFolder.delete(vertx, folder));
        return index;
    }
}
