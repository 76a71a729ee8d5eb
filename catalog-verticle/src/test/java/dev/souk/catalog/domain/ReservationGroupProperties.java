package dev.souk.catalog.domain;

import static dev.souk.catalog.domain.Samples.offer;
import static dev.souk.catalog.domain.Samples.offers;
import static dev.souk.catalog.domain.Samples.order;
import static dev.souk.catalog.domain.Samples.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.catalog.domain.Purchases.Buyer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

final class ReservationGroupProperties {

    private static final int PRODUCTS = 4;
    private static final int LIMIT = 7;

    @Property
    void neverSetsAsideMoreThanThereIs(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 12) Long> units) {
        var group = new Group(units);
        var verdicts = group.decide(orders);

        for (var product = 1; product <= PRODUCTS; product++) {
            var id = product(product);
            var granted = granted(verdicts, id);
            assertThat(granted).isLessThanOrEqualTo(units.get(product - 1));
            assertThat(group.stock(id).reserved()).isEqualTo(granted);
            assertThat(group.stock(id).available()).isEqualTo(units.get(product - 1) - granted);
        }
    }

    @Property
    void grantsAllLinesOrNone(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 12) Long> units) {
        var group = new Group(units);
        var verdicts = group.decide(orders);

        for (var order : orders) {
            var moved =
                    group.book.entries().stream()
                            .filter(entry -> order.orderId().equals(entry.orderId()))
                            .toList();
            var isGranted = verdicts.get(order.orderId()) instanceof Verdict.Granted;
            assertThat(moved).hasSize(isGranted ? order.lines().size() : 0);
        }
    }

    @Property
    void decidesAGroupAsItWouldOneByOne(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 12) Long> units) {
        var together = new Group(units).decide(orders);
        var singly = new Group(units);
        var oneByOne = new LinkedHashMap<UUID, Verdict>();
        orders.forEach(order -> oneByOne.putAll(singly.decide(List.of(order))));

        assertThat(together).containsExactlyEntriesOf(oneByOne);
    }

    @Property
    void refusesOnlyWhatDoesNotFit(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 12) Long> units) {
        var verdicts = new Group(units).decide(orders);

        for (var verdict : verdicts.values()) {
            switch (verdict) {
                case Verdict.TooFew(var lines) ->
                        assertThat(lines)
                                .isNotEmpty()
                                .allMatch(line -> line.requested() > line.available());
                case Verdict.OverLimit(var id, var limit) ->
                        assertThat(limit).isEqualTo(LIMIT).matches(any -> id.equals(product(1)));
                case Verdict.Granted(var lines) -> assertThat(lines).isNotEmpty();
                case Verdict.Unknown(var ids) -> assertThat(ids).isEmpty();
                case Verdict.Mixed(var currencies) -> assertThat(currencies).isEmpty();
            }
        }
    }

    @Property
    void keepsTheLimitPerCustomerOverAllOrders(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 99) Long> units) {
        var group = new Group(units);
        assertThat(group.decide(orders)).hasSameSizeAs(orders);

        group.purchases
                .changes()
                .forEach(
                        (buyer, units1) -> {
                            if (buyer.productId().equals(product(1))) {
                                assertThat(units1).isLessThanOrEqualTo(LIMIT);
                            }
                        });
    }

    @Property
    void sumsTheLedgerUpToTheStock(
            @ForAll("orders") List<StockRequest> orders,
            @ForAll @Size(PRODUCTS) List<@LongRange(min = 0, max = 12) Long> units) {
        var group = new Group(units);
        assertThat(group.decide(orders)).hasSameSizeAs(orders);

        for (var product = 1; product <= PRODUCTS; product++) {
            var id = product(product);
            var entries =
                    group.book.entries().stream()
                            .filter(entry -> entry.productId().equals(id))
                            .toList();
            var available = entries.stream().mapToLong(LedgerEntry::availableDelta).sum();
            var reserved = entries.stream().mapToLong(LedgerEntry::reservedDelta).sum();
            assertThat(units.get(product - 1) + available).isEqualTo(group.stock(id).available());
            assertThat(reserved).isEqualTo(group.stock(id).reserved());
            assertThat(group.stock(id).version()).isEqualTo(entries.isEmpty() ? 1 : 2);
        }
    }

    @Provide
    Arbitrary<List<StockRequest>> orders() {
        var line =
                Arbitraries.integers()
                        .between(1, PRODUCTS)
                        .flatMap(
                                product ->
                                        Arbitraries.integers()
                                                .between(1, 5)
                                                .map(units -> Samples.line(product, units)));
        var lines =
                line.list().ofMinSize(1).ofMaxSize(PRODUCTS).uniqueElements(OrderLine::productId);
        var customer = Arbitraries.integers().between(1, 3).map(number -> Samples.id('c', number));
        return lines.flatMap(
                        wanted ->
                                customer.map(who -> new StockRequest(new UUID(0, 0), who, wanted)))
                .list()
                .ofMaxSize(20)
                .map(ReservationGroupProperties::numbered);
    }

    private static List<StockRequest> numbered(List<StockRequest> requests) {
        var numbered = new ArrayList<StockRequest>();
        for (var request : requests) {
            numbered.add(
                    new StockRequest(
                            order(numbered.size()), request.customerId(), request.lines()));
        }
        return numbered;
    }

    private static long granted(Map<UUID, Verdict> verdicts, UUID product) {
        return verdicts.values().stream()
                .filter(Verdict.Granted.class::isInstance)
                .flatMap(verdict -> ((Verdict.Granted) verdict).lines().stream())
                .filter(line -> line.productId().equals(product))
                .mapToLong(Verdict.GrantedLine::quantity)
                .sum();
    }

    /** A group over four tracked products, the first of which is limited per customer. */
    private static final class Group {

        private final StockBook book;
        private final Purchases purchases = new Purchases(new HashMap<Buyer, Long>());

        Group(List<Long> units) {
            var stocks = new ArrayList<Stock>();
            for (var product = 1; product <= PRODUCTS; product++) {
                stocks.add(Samples.tracked(product, units.get(product - 1)));
            }
            book = new StockBook(stocks);
        }

        Map<UUID, Verdict> decide(List<StockRequest> orders) {
            var offers = offers(offer(1, LIMIT), offer(2, null), offer(3, null), offer(4, null));
            return new ReservationGroup(offers, book, purchases).decide(orders);
        }

        Stock stock(UUID product) {
            return java.util.Objects.requireNonNull(book.find(product));
        }
    }
}
