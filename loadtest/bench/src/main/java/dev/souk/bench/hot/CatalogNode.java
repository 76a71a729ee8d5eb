package dev.souk.bench.hot;

import dev.souk.bench.hot.HotApi.HotProduct;
import dev.souk.bench.hot.HotApi.Reserved;
import dev.souk.bench.hot.HotApi.Wanted;
import dev.souk.catalog.api.CatalogApi;
import dev.souk.catalog.api.CatalogEvents;
import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.api.ReserveStock;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.CreateProduct;
import dev.souk.catalog.app.Reservations;
import dev.souk.catalog.domain.ProductDetails;
import dev.souk.catalog.domain.StockMode;
import dev.souk.catalog.store.PgProductStore;
import dev.souk.catalog.store.PgReservationStore;
import dev.souk.cluster.bus.Endpoints;
import dev.souk.cluster.node.Resource;
import dev.souk.cluster.node.ServiceDefinition;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.node.SoukNode;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Money;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A node whose catalog reserves in both ways, with the shop's own tables and classes. */
final class CatalogNode {

    private static final long ENOUGH = 1_000_000_000;
    private static final Duration TIME_TO_LIVE = Duration.ofHours(1);

    private CatalogNode() {}

    public static void main(String[] args) {
        SoukNode.launch(
                args,
                new ServiceDefinition(CatalogApi.SERVICE, List.of(), HotCatalog::new)
                        .using(Resource.DATABASE, Resource.KAFKA));
    }

    private static final class HotCatalog extends VerticleBase {

        private final ServiceRuntime runtime;

        HotCatalog(ServiceRuntime runtime) {
            this.runtime = runtime;
        }

        @Override
        public Future<?> start() {
            return runtime.database("db/catalog").compose(this::serve);
        }

        private Future<Void> serve(Database database) {
            var outbox =
                    runtime.events(database)
                            .owns(CatalogEvents.PRODUCT, CatalogEvents.PRODUCT_STATE)
                            .outbox();
            var facts = new CatalogFacts(runtime.ids(), runtime.clock());
            var products = new PgProductStore(database, outbox, facts);
            var create = new CreateProduct(products, facts);
            var store = new PgReservationStore(database, outbox, facts, TIME_TO_LIVE);
            var groups = new Reservations(store);
            return runtime.serve(
                    Endpoints.of(CatalogApi.SERVICE)
                            .on(
                                    CatalogApi.RESERVE,
                                    (order, context) ->
                                            groups.reserve(
                                                    order, () -> !context.deadline().isOver()))
                            .on(HotApi.RESERVE_ALONE, (order, context) -> alone(store, order))
                            .on(HotApi.NEW_PRODUCT, (wanted, context) -> product(create, wanted))
                            .on(
                                    HotApi.RESERVED,
                                    (product, context) -> reserved(products, product)));
        }

        private static Future<ReservationVerdict> alone(
                PgReservationStore store, ReserveStock order) {
            return store.reserve(List.of(Reservations.request(order))).map(List::getFirst);
        }

        private static Future<HotProduct> product(CreateProduct create, Wanted wanted) {
            var price = new Money(1_000, "EUR");
            var details =
                    new ProductDetails(
                            wanted.name(), null, null, null, price, List.of(), Map.of(), null);
            var draft = new CreateProduct.Draft(wanted.name(), details, StockMode.TRACKED, ENOUGH);
            return create.create(draft, "bench").map(made -> new HotProduct(made.product().id()));
        }

        private static Future<Reserved> reserved(PgProductStore products, HotProduct product) {
            return products.find(product.id())
                    .map(found -> new Reserved(found.orElseThrow().stock().reserved()));
        }
    }
}
