package dev.souk.simulation.checkout;

import dev.souk.catalog.domain.OrderLine;
import dev.souk.catalog.domain.Reservation.State;
import dev.souk.contract.Money;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderStatus;
import dev.souk.simulation.checkout.Aftermath.Wish;
import dev.souk.simulation.checkout.ModelProvider.Operation;
import dev.souk.simulation.checkout.ModelProvider.Status;
import dev.souk.simulation.checkout.StockTables.Row;
import dev.souk.simulation.checkout.StockTables.Sum;
import dev.souk.simulation.engine.Violation;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What must be true of orders, stock and money: invariants 1 to 6 as far as a checkout goes. */
final class CheckoutRules {

    private final OrderTables orders;
    private final StockTables stock;
    private final ModelProvider provider;
    private final Customers customers;

    CheckoutRules(
            OrderTables orders, StockTables stock, ModelProvider provider, Customers customers) {
        this.orders = orders;
        this.stock = stock;
        this.provider = provider;
        this.customers = customers;
    }

    /** At any time: no unit comes from nowhere or goes nowhere, and the ledger says the same. */
    void unitsAreKept() {
        for (var row : stock.stock.values()) {
            var id = row.productId();
            var all = row.available() + row.reserved() + row.sold();
            Violation.unless(
                    row.available() >= 0 && all == stock.putIn.getOrDefault(id, 0L),
                    "left + reserved + sold = put in",
                    row);
            Violation.unless(
                    new Sum(row.available(), row.reserved(), row.sold())
                            .equals(stock.ledger.get(id)),
                    "ledger and row agree",
                    row + " " + stock.ledger.get(id));
        }
    }

    /** At any time, and dearer: what reservations hold is what the rows say. */
    void reservationsAreCovered() {
        var held = new HashMap<UUID, Long>();
        var sold = new HashMap<UUID, Long>();
        for (var row : stock.reservations.values()) {
            count(row, row.isHeld(), held);
            count(row, row.isSold(), sold);
        }
        for (var row : stock.stock.values()) {
            Violation.unless(
                    row.reserved() == held.getOrDefault(row.productId(), 0L)
                            && row.sold() == sold.getOrDefault(row.productId(), 0L),
                    "what is reserved and sold belongs to reservations",
                    row + " held " + held + " sold " + sold);
        }
    }

    /** At any time: who has been called off and has given back has nothing, and gets nothing. */
    void theCancelledHoldNothing() {
        stock.reservations.forEach(
                (id, row) ->
                        Violation.unless(
                                !row.isHeld() || !isOver(id),
                                "a cancelled order holds no units once its saga has ended",
                                id));
    }

    private boolean isOver(UUID id) {
        var order = orders.orders.get(id);
        var saga = orders.sagas.get(id);
        return order != null
                && saga != null
                && order.status() == OrderStatus.CANCELLED
                && saga.saga().isEnded();
    }

    private static void count(Row row, boolean counts, Map<UUID, Long> sums) {
        if (counts) {
            for (OrderLine line : row.lines()) {
                sums.merge(line.productId(), (long) line.quantity(), Long::sum);
            }
        }
    }

    /** In the end. */
    void allIsRight() {
        reservationsAreCovered();
        customers.acknowledged().forEach(this::readsAsAcknowledged);
        customers.aftermath().refunds().forEach(this::isRefundedOnce);
        oneOrderForEachKey();
        orders.orders.values().forEach(this::isRight);
        orders.sagas
                .values()
                .forEach(row -> Violation.unless(row.saga().isEnded(), "sagas end", row));
        Violation.unless(
                stock.reservations.values().stream().noneMatch(Row::isHeld),
                "nothing stays reserved",
                stock.reservations);
    }

    private void readsAsAcknowledged(UUID id, Purchase purchase) {
        var order = orders.orders.get(id);
        Violation.unless(order != null, "an acknowledged order is there", purchase);
        var found = Objects.requireNonNull(order);
        var facts = Objects.requireNonNull(orders.facts.get(id));
        Violation.unless(Order.replay(id, facts).equals(found), "an order is its facts", found);
        var bought =
                found.lines().stream()
                        .map(line -> line.productId() + "x" + line.quantity())
                        .toList();
        var wanted =
                purchase.items().stream()
                        .map(item -> item.productId() + "x" + item.quantity())
                        .toList();
        Violation.unless(
                bought.equals(wanted) && found.customerId().equals(purchase.customer()),
                "an order reads as it was acknowledged",
                purchase + " " + found);
        var answer = purchase.answer();
        Violation.unless(
                answer == null || answer.version() <= found.version(),
                "an answer tells of what was",
                purchase);
    }

    private void oneOrderForEachKey() {
        var named =
                orders.keys.values().stream()
                        .map(claim -> claim.orderId())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
        Violation.unless(
                named == orders.orders.size(),
                "one key, one order",
                named + " keys, " + orders.orders.size() + " orders");
    }

    private void isRight(Order order) {
        moneyAgrees(order);
        switch (order.status()) {
            case CONFIRMED, SHIPPED, DELIVERED -> isPaid(order);
            case CANCELLED -> isUndone(order);
            case PENDING, RESERVED -> throw new Violation("orders end", order);
        }
    }

    /** The order knows what the provider did, and nothing is left to be asked. */
    private void moneyAgrees(Order order) {
        var payment = order.payment();
        Violation.unless(
                held(payment.key()) == payment.held().amount(),
                "order and provider agree on the money",
                order);
        Violation.unless(payment.nextRefund().isEmpty(), "refunds end", order);
    }

    private void isPaid(Order order) {
        var key = order.payment().key();
        var taken = provider.movements(String.valueOf(key), Status.CAPTURED);
        var reservation = stock.reservations.get(order.id());
        Violation.unless(
                taken.size() == 1 && sum(taken) == order.total().amount(),
                "a confirmed order is paid once",
                order);
        Violation.unless(
                reservation != null && reservation.state() == State.COMMITTED,
                "a confirmed order has its units",
                order);
    }

    private void isUndone(Order order) {
        var key = order.payment().key();
        var reservation = stock.reservations.get(order.id());
        Violation.unless(held(key) == 0, "money of a cancelled order is given back", order);
        Violation.unless(
                isCaptured(key)
                        || provider.movements(String.valueOf(key), Status.AUTHORIZED).isEmpty(),
                "nothing stays set aside for a cancelled order",
                order);
        Violation.unless(
                reservation == null || !reservation.isSold(),
                "a cancelled order has no units",
                order);
        Violation.unless(
                !order.payment().mayHoldMoney(), "the order knows that it is given back", order);
    }

    private void isRefundedOnce(Wish wish, Money amount) {
        var refund =
                Optional.ofNullable(orders.orders.get(wish.order()))
                        .flatMap(order -> order.payment().refundOf(wish.name()));
        var given = refund.map(found -> provider.operation(found.key())).orElseGet(Optional::empty);
        Violation.unless(
                given.filter(
                                operation ->
                                        operation.status() == Status.REFUNDED
                                                && operation.amount().equals(amount))
                        .isPresent(),
                "an acknowledged refund is made",
                wish + " " + refund);
    }

    private boolean isCaptured(@Nullable String key) {
        return !provider.movements(String.valueOf(key), Status.CAPTURED).isEmpty();
    }

    private long held(@Nullable String key) {
        return sum(provider.movements(String.valueOf(key), Status.CAPTURED))
                - sum(provider.movements(String.valueOf(key), Status.REFUNDED));
    }

    private static long sum(List<Operation> operations) {
        return operations.stream().mapToLong(operation -> operation.amount().amount()).sum();
    }
}
