package dev.souk.catalog.domain;

import dev.souk.catalog.domain.Purchases.Buyer;
import dev.souk.catalog.domain.Verdict.Granted;
import dev.souk.catalog.domain.Verdict.GrantedLine;
import dev.souk.catalog.domain.Verdict.Mixed;
import dev.souk.catalog.domain.Verdict.OverLimit;
import dev.souk.catalog.domain.Verdict.Shortage;
import dev.souk.catalog.domain.Verdict.TooFew;
import dev.souk.catalog.domain.Verdict.Unknown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides the requests of one group in order of arrival, each against what those before it left.
 * Pure but for the book and the purchases that it is given, which take up what it grants.
 */
public final class ReservationGroup {

    private final Map<UUID, Offer> offers;
    private final StockBook book;
    private final Purchases purchases;

    /**
     * @param offers the products that can be ordered, by id
     * @param book the locked stock of those products
     * @param purchases what the group's customers have of those products
     */
    public ReservationGroup(Map<UUID, Offer> offers, StockBook book, Purchases purchases) {
        this.offers = Map.copyOf(offers);
        this.book = book;
        this.purchases = purchases;
    }

    /** The verdict of each request by order id, in order of arrival. */
    public Map<UUID, Verdict> decide(List<StockRequest> requests) {
        var verdicts = new LinkedHashMap<UUID, Verdict>();
        for (var request : requests) {
            verdicts.put(request.orderId(), decide(request));
        }
        return verdicts;
    }

    private Verdict decide(StockRequest request) {
        return unknown(request)
                .or(() -> mixed(request))
                .or(() -> overLimit(request))
                .or(() -> shortage(request))
                .orElseGet(() -> grant(request));
    }

    private Optional<Verdict> unknown(StockRequest request) {
        var missing =
                request.lines().stream()
                        .map(OrderLine::productId)
                        .filter(id -> !offers.containsKey(id) || book.find(id) == null)
                        .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Unknown(missing));
    }

    private Optional<Verdict> mixed(StockRequest request) {
        var currencies =
                request.lines().stream()
                        .map(line -> offer(line).price().currency())
                        .distinct()
                        .sorted()
                        .toList();
        return currencies.size() < 2 ? Optional.empty() : Optional.of(new Mixed(currencies));
    }

    private Optional<Verdict> overLimit(StockRequest request) {
        return request.lines().stream()
                .filter(line -> isOverLimit(request.customerId(), line))
                .findFirst()
                .map(line -> new OverLimit(line.productId(), limit(line)));
    }

    private boolean isOverLimit(UUID customerId, OrderLine line) {
        var buyer = new Buyer(line.productId(), customerId);
        return purchases.of(buyer) + line.quantity() > limit(line);
    }

    private int limit(OrderLine line) {
        var limit = offer(line).maxPerCustomer();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    private Optional<Verdict> shortage(StockRequest request) {
        var missing =
                request.lines().stream()
                        .filter(line -> !stock(line).covers(line.quantity()))
                        .map(line -> shortage(line))
                        .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(new TooFew(missing));
    }

    private Shortage shortage(OrderLine line) {
        return new Shortage(line.productId(), line.quantity(), stock(line).available());
    }

    private Verdict grant(StockRequest request) {
        for (var line : request.lines()) {
            book.move(line.productId(), request.orderId(), StockCause.RESERVED, line.quantity());
            purchases.add(line.productId(), request.customerId(), line.quantity());
        }
        return new Granted(request.lines().stream().map(this::granted).toList());
    }

    private GrantedLine granted(OrderLine line) {
        var offer = offer(line);
        return new GrantedLine(
                line.productId(), offer.sku(), offer.name(), offer.price(), line.quantity());
    }

    private Offer offer(OrderLine line) {
        return Objects.requireNonNull(offers.get(line.productId()));
    }

    private Stock stock(OrderLine line) {
        return Objects.requireNonNull(book.find(line.productId()));
    }
}
