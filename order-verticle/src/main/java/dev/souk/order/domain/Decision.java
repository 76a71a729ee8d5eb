package dev.souk.order.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an order becomes, and the facts that make it so; none where nothing changes.
 *
 * @param next the order after the facts
 * @param facts what has to be written, in order
 */
public record Decision(Order next, List<Fact> facts) {

    public Decision {
        facts = List.copyOf(facts);
    }

    /** Nothing changes. */
    public static Decision none(Order order) {
        return new Decision(order, List.of());
    }

    /** The same decision and, on its outcome, another. */
    public Decision then(Function<Order, Decision> more) {
        var after = more.apply(next);
        var all = new ArrayList<>(facts);
        all.addAll(after.facts);
        return new Decision(after.next, all);
    }
}
