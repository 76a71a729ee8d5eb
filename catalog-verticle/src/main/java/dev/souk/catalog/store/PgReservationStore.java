package dev.souk.catalog.store;

import dev.souk.catalog.api.ReservationVerdict;
import dev.souk.catalog.app.CatalogFacts;
import dev.souk.catalog.app.ReservationStore;
import dev.souk.catalog.app.Verdicts;
import dev.souk.catalog.domain.Offer;
import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Purchases;
import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.ReservationGroup;
import dev.souk.catalog.domain.ReservationMoves.Request;
import dev.souk.catalog.domain.ReservationMoves.Result;
import dev.souk.catalog.domain.StockBook;
import dev.souk.catalog.domain.StockRequest;
import dev.souk.catalog.domain.Verdict;
import dev.souk.cluster.events.Outbox;
import dev.souk.cluster.sql.Database;
import dev.souk.contract.Money;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Reservations in PostgreSQL. A group first claims its orders, then locks the stock of those that
 * it got, decides, and writes everything at once.
 */
public final class PgReservationStore implements ReservationStore {

    private static final String OVERDUE =
            """
            SELECT order_id FROM reservations
            WHERE state = 'held' AND expires_at <= clock_timestamp()
            ORDER BY expires_at LIMIT $1
            """;
    private static final String OFFERS =
            """
            SELECT id, sku, name, price_amount, price_currency, max_per_customer FROM products
            WHERE id = ANY($1::uuid[]) AND deleted_at IS NULL
            """;

    private final Database database;
    private final StockTables tables;
    private final ReservationTable reservations;
    private final MoveReservations moves;

    /**
     * @param timeToLive after which a held reservation may expire, by the database's clock
     */
    public PgReservationStore(
            Database database, Outbox outbox, CatalogFacts facts, Duration timeToLive) {
        this.database = database;
        this.tables = new StockTables(outbox, facts);
        this.reservations = new ReservationTable(timeToLive);
        this.moves = new MoveReservations(tables, reservations);
    }

    @Override
    public Future<List<ReservationVerdict>> reserve(List<StockRequest> group) {
        return database.transaction(tx -> reserve(tx, group))
                .map(
                        verdicts ->
                                group.stream()
                                        .map(request -> verdicts.get(request.orderId()))
                                        .map(Objects::requireNonNull)
                                        .toList());
    }

    @Override
    public Future<List<Result>> move(List<Request> group) {
        return database.transaction(tx -> moves.move(tx, group));
    }

    @Override
    public Future<List<UUID>> overdue(int limit) {
        return database.query(OVERDUE, Tuple.of(limit)).map(PgReservationStore::ids);
    }

    private Future<Map<UUID, ReservationVerdict>> reserve(
            SqlConnection tx, List<StockRequest> group) {
        var distinct = new LinkedHashMap<UUID, StockRequest>();
        group.forEach(request -> distinct.putIfAbsent(request.orderId(), request));
        return reservations
                .claim(tx, List.copyOf(distinct.values()))
                .compose(claimed -> answer(tx, distinct, claimed));
    }

    /** What was claimed is decided, all else is answered from its row. */
    private Future<Map<UUID, ReservationVerdict>> answer(
            SqlConnection tx, Map<UUID, StockRequest> group, Set<UUID> claimed) {
        var mine = group.values().stream().filter(one -> claimed.contains(one.orderId())).toList();
        var others = group.keySet().stream().filter(id -> !claimed.contains(id)).toList();
        var verdicts = new HashMap<UUID, ReservationVerdict>();
        return reservations
                .verdicts(tx, others)
                .onSuccess(verdicts::putAll)
                .compose(known -> decide(tx, mine))
                .onSuccess(verdicts::putAll)
                .map(decided -> verdicts);
    }

    private Future<Map<UUID, ReservationVerdict>> decide(
            SqlConnection tx, List<StockRequest> requests) {
        if (requests.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        var products =
                requests.stream()
                        .flatMap(request -> request.lines().stream())
                        .map(OrderLine::productId)
                        .distinct()
                        .toList();
        return tables.lock(tx, products).compose(book -> decide(tx, requests, products, book));
    }

    /** Names and prices are read after the locks: they are those that the reservation binds. */
    private Future<Map<UUID, ReservationVerdict>> decide(
            SqlConnection tx, List<StockRequest> requests, List<UUID> products, StockBook book) {
        var offers = offers(tx, products);
        var purchases = tables.purchases(tx, buyers(requests));
        return Future.join(offers, purchases)
                .compose(
                        read -> {
                            var verdicts =
                                    new ReservationGroup(offers.result(), book, purchases.result())
                                            .decide(requests);
                            return write(tx, verdicts, book, purchases.result());
                        });
    }

    private Future<Map<UUID, ReservationVerdict>> write(
            SqlConnection tx, Map<UUID, Verdict> verdicts, StockBook book, Purchases purchases) {
        var answers = new LinkedHashMap<UUID, ReservationVerdict>();
        verdicts.forEach((order, verdict) -> answers.put(order, Verdicts.of(verdict)));
        return Future.join(
                        reservations.settle(tx, answers, book),
                        tables.write(tx, book, purchases, null, null))
                .map(answers);
    }

    private static Future<Map<UUID, Offer>> offers(SqlConnection tx, List<UUID> products) {
        return tx.preparedQuery(OFFERS)
                .execute(Tuple.of(products.toArray(UUID[]::new)))
                .map(PgReservationStore::offers);
    }

    private static Map<UUID, Offer> offers(RowSet<Row> rows) {
        var offers = new HashMap<UUID, Offer>();
        for (var row : rows) {
            var price = new Money(row.getLong("price_amount"), row.getString("price_currency"));
            var offer =
                    new Offer(
                            row.getUUID("id"),
                            row.getString("sku"),
                            row.getString("name"),
                            price,
                            row.getInteger("max_per_customer"));
            offers.put(offer.productId(), offer);
        }
        return offers;
    }

    private static List<Buyer> buyers(List<StockRequest> requests) {
        return requests.stream()
                .flatMap(
                        request ->
                                request.lines().stream()
                                        .map(
                                                line ->
                                                        new Buyer(
                                                                line.productId(),
                                                                request.customerId())))
                .distinct()
                .toList();
    }

    private static List<UUID> ids(RowSet<Row> rows) {
        var ids = new ArrayList<UUID>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID(0)));
        return ids;
    }
}
