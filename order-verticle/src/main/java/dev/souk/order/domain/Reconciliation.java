package dev.souk.order.domain;

import dev.souk.order.domain.Verdict.Agreed;
import dev.souk.order.domain.Verdict.Differs;
import dev.souk.order.domain.Verdict.Pending;

import org.jspecify.annotations.Nullable;

/** Says whether the ledger, the provider's books and an order agree on a movement of money. */
public final class Reconciliation {

    private Reconciliation() {}

    /**
     * @param order as it is now; null where there is none
     */
    public static Verdict judge(OpenItem item, @Nullable Order order) {
        var verdict = order == null ? unknown(item) : compare(item, order);
        return verdict instanceof Differs && !item.isRipe() ? new Pending() : verdict;
    }

    private static Verdict unknown(OpenItem item) {
        var most = Math.max(Math.abs(item.ledger().amount()), Math.abs(item.provider().amount()));
        return new Differs(Difference.UNKNOWN_ORDER, most);
    }

    private static Verdict compare(OpenItem item, Order order) {
        var apart = Math.abs(item.ledger().amount() - item.provider().amount());
        if (apart == 0) {
            return settled(order);
        }
        if (item.ledger().amount() == 0) {
            return new Differs(Difference.MISSING_IN_LEDGER, apart);
        }
        return item.provider().amount() == 0
                ? new Differs(Difference.MISSING_AT_PROVIDER, apart)
                : new Differs(Difference.AMOUNT_DIFFERS, apart);
    }

    private static Verdict settled(Order order) {
        var held = order.payment().held().amount();
        return switch (order.status()) {
            case PENDING, RESERVED ->
                    held == 0 ? new Agreed() : new Differs(Difference.NOT_CONFIRMED, held);
            case CANCELLED -> held == 0 ? new Agreed() : new Differs(Difference.NOT_RETURNED, held);
            case CONFIRMED, SHIPPED, DELIVERED -> new Agreed();
        };
    }
}
