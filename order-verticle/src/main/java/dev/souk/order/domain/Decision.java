package dev.souk.order.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What an order becomes, and the facts that make it so; none where nothing changes.
 *
 * @param next the order after the facts
 * @param facts what has to be written, in order
 * @param stages the order after each of the facts
 * @param changes what became of its status on the way, in order
 * @param commands who asked for it; none where the checkout goes on by itself
 */
public record Decision(
        Order next,
        List<Fact> facts,
        List<Order> stages,
        List<StatusChange> changes,
        List<Note.Command> commands) {

    public Decision {
        facts = List.copyOf(facts);
        stages = List.copyOf(stages);
        changes = List.copyOf(changes);
        commands = List.copyOf(commands);
    }

    /** Nothing changes. */
    public static Decision none(Order order) {
        return new Decision(order, List.of(), List.of(), List.of(), List.of());
    }

    /** The order begins by a fact. */
    static Decision first(Order order, Fact fact) {
        return new Decision(
                order,
                List.of(fact),
                List.of(order),
                List.of(StatusChange.first(order)),
                List.of());
    }

    /** One fact is added. */
    static Decision of(Order before, Fact fact) {
        var next = OrderFold.next(before, fact);
        return new Decision(
                next,
                List.of(fact),
                List.of(next),
                StatusChange.between(before, next).stream().toList(),
                List.of());
    }

    /** The same decision and, on its outcome, another. */
    public Decision then(Function<Order, Decision> more) {
        var after = more.apply(next);
        return new Decision(
                after.next,
                joined(facts, after.facts),
                joined(stages, after.stages),
                joined(changes, after.changes),
                joined(commands, after.commands));
    }

    /** The same decision, which somebody asked for. */
    public Decision askedFor(Note.Command command) {
        return new Decision(next, facts, stages, changes, joined(commands, List.of(command)));
    }

    /** The order's version before the facts. */
    public long versionBefore() {
        return next.version() - facts.size();
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
