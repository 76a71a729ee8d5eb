package dev.souk.simulation.checkout;

import dev.souk.contract.Event;
import dev.souk.order.app.Announcements;
import dev.souk.order.app.Announcements.Announcement;
import dev.souk.order.app.FirstAnswer;
import dev.souk.order.app.KeyClaim;
import dev.souk.order.app.OrderDetails;
import dev.souk.order.app.RefundDetails;
import dev.souk.order.app.RequestKey;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Fact;
import dev.souk.order.domain.Note.Attempt;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.Saga;
import dev.souk.simulation.engine.Scheduler;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The rows of the order service's database. */
final class OrderTables {

    /** The name of a request, within its customer. */
    record Key(UUID customer, String key) {

        static Key of(RequestKey request) {
            return new Key(request.customerId(), request.key());
        }
    }

    /**
     * A saga's row.
     *
     * @param claimant the node that has it; null for none
     */
    record SagaRow(Saga saga, Instant due, @Nullable String claimant, long fence) {

        /** Whether it has something to do, and nobody has to give it a hand. */
        boolean goesOn() {
            return !saga.isEnded() && !saga.isStuck();
        }

        SagaRow claimedBy(String node) {
            var doubtful = saga.doubtful() || claimant != null;
            var claimed = new Saga(saga.orderId(), saga.step(), saga.attempts(), doubtful);
            return new SagaRow(claimed, due, node, fence + 1);
        }

        SagaRow with(Saga next, Instant nextDue, @Nullable String nextClaimant) {
            return new SagaRow(next, nextDue, nextClaimant, fence);
        }
    }

    /** The place of a saga's row. */
    record SagaPlace(UUID order) {}

    final Map<UUID, List<Fact>> facts = new LinkedHashMap<>();
    final Map<UUID, Order> orders = new LinkedHashMap<>();
    final Map<UUID, OrderDetails> details = new LinkedHashMap<>();
    final Map<UUID, RefundDetails> refunds = new LinkedHashMap<>();
    final Map<UUID, SagaRow> sagas = new LinkedHashMap<>();
    final Map<Key, KeyClaim> keys = new LinkedHashMap<>();
    final Map<String, Instant> nodes = new HashMap<>();

    private final Set<Attempt> noted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Long> announced = new HashMap<>();
    private final Announcements announcements;
    private final Scheduler scheduler;

    OrderTables(Announcements announcements, Scheduler scheduler) {
        this.scheduler = scheduler;
        this.announcements = announcements;
    }

    /** Writes a saga's row. */
    void put(SagaRow row) {
        scheduler.note("orders", "SAGA", row);
        sagas.put(row.saga().orderId(), row);
    }

    Order order(UUID id) {
        return Objects.requireNonNull(orders.get(id), () -> "no order " + id);
    }

    SagaRow saga(UUID id) {
        return Objects.requireNonNull(sagas.get(id), () -> "no saga " + id);
    }

    /** Appends a decision's facts, and what is told of them. */
    void append(Decision decision) {
        var id = decision.next().id();
        var known = facts.computeIfAbsent(id, _ -> new ArrayList<>());
        for (var fact : decision.facts()) {
            scheduler.insist(
                    fact.version() == known.size() + 1, "facts have no gap and no double", fact);
            known.add(fact);
            scheduler.note("orders", "FACT", fact);
        }
        orders.put(id, decision.next());
        announcements.of(decision).forEach(this::announce);
    }

    /** Notes what was tried. */
    void note(List<Attempt> attempts) {
        for (var attempt : attempts) {
            scheduler.insist(noted.add(attempt), "an attempt is noted once", attempt);
        }
    }

    void answer(UUID order, FirstAnswer answer) {
        keys.replaceAll(
                (_, claim) ->
                        order.equals(claim.orderId())
                                ? new KeyClaim(
                                        claim.bodyHash(),
                                        claim.orderId(),
                                        claim.refusal(),
                                        Objects.requireNonNullElse(claim.answer(), answer))
                                : claim);
    }

    private void announce(Announcement announcement) {
        Event<?> event = announcement.event();
        var version =
                announced.merge(
                        announcement.topic().name() + "/" + event.aggregateId(), 1L, Long::sum);
        scheduler.insist(
                event.aggregateVersion() == version,
                "what is told of an order has no gap",
                event.type() + " " + event.aggregateVersion() + " after " + (version - 1));
    }
}
