package dev.souk.recommend;

import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.events.EventStreams;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.sql.Database;
import dev.souk.cluster.web.Operations;
import dev.souk.recommend.api.RecommendEvents;
import dev.souk.recommend.app.AnalyseSales;
import dev.souk.recommend.app.Recommend;
import dev.souk.recommend.app.RecordActivity;
import dev.souk.recommend.bus.RecommendOperations;
import dev.souk.recommend.bus.SalesOperations;
import dev.souk.recommend.store.PgLearning;
import dev.souk.recommend.store.PgRecommendStore;
import dev.souk.recommend.store.PgSalesStore;
import dev.souk.recommend.stream.KafkaActivity;
import dev.souk.recommend.stream.News;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.util.List;

/** The recommend service, put together. */
public final class RecommendVerticle extends VerticleBase {

    /** The service as a node runs it. */
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(RecommendEvents.SERVICE, List.of(), RecommendVerticle::new)
                    .using(Resource.DATABASE, Resource.KAFKA);

    private static final String FRAGMENT = "dev/souk/recommend/openapi.yaml";

    private final ServiceRuntime runtime;

    public RecommendVerticle(ServiceRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Future<?> start() {
        return runtime.database("db/recommend").compose(this::serve);
    }

    private Future<Void> serve(Database database) {
        var events = runtime.events(database).owns(RecommendEvents.ACTIVITY);
        return new News(new PgLearning())
                .heardBy(events.consumer("learn"))
                .start()
                .compose(
                        consumer ->
                                runtime.serve(
                                        operations(database, events),
                                        Endpoints.of(RecommendEvents.SERVICE)));
    }

    private Operations operations(Database database, EventStreams events) {
        var recommend = new Recommend(new PgRecommendStore(database), runtime.clock());
        var activity =
                new RecordActivity(new KafkaActivity(events), runtime.ids(), runtime.clock());
        var sales = new AnalyseSales(new PgSalesStore(database), runtime.clock());
        var operations = Operations.from(FRAGMENT);
        operations = new RecommendOperations(recommend, activity).addTo(operations);
        return new SalesOperations(sales).addTo(operations);
    }
}
