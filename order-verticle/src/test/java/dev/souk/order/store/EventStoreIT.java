package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.souk.contract.Ids;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.domain.Decision;
import dev.souk.order.domain.Order;
import dev.souk.order.domain.OrderEvent.OrderPlaced;
import dev.souk.order.domain.Orders;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStoreIT {

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("_yyyy_MM");

    private static final String TRACEPARENT =
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @AutoClose private final StoreFixture fixture = new StoreFixture();

    @Test
    void notesWhichNodeWroteEachEventAndInWhichTrace() {
        var customer = fixture.ids.next();
        var traced =
                PgStores.over(
                        fixture.database,
                        fixture.outbox(),
                        _ -> List.of(),
                        new Author("id-4", "order-4", StoreFixture.tracing(TRACEPARENT), 8));
        var placing = fixture.placing(customer);
        await(fixture.place(traced, placing));

        var row =
                fixture.sql(
                                "SELECT node, trace_id FROM order_events WHERE order_id = $1",
                                placing.next().id())
                        .iterator()
                        .next();
        assertThat(row.getString("node")).isEqualTo("order-4");
        assertThat(row.getString("trace_id")).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @Test
    void keepsASnapshotEachTimeSoManyEventsHaveComeTogether() {
        var id = confirmed(fixture.ids.next());

        assertThat(versions("order_events", id)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(versions("order_snapshots", id)).containsExactly(3L, 6L);
    }

    @Test
    void foldsFromTheLastSnapshotOnly() {
        var id = confirmed(fixture.ids.next());
        fixture.sql("DELETE FROM order_events WHERE order_id = $1 AND version <= 6", id);

        var shipped = ship(id);

        assertThat(shipped.version()).isEqualTo(7);
        assertThat(shipped.payment().captured()).isEqualTo(Orders.eur(3098));
    }

    @Test
    void foldsTheSameFromAnySnapshotAndFromTheStart() {
        var id = confirmed(fixture.ids.next());
        var whole = ship(id);

        for (var which : List.of("WHERE version = 6", "")) {
            fixture.sql("DELETE FROM order_snapshots " + which);
            assertThat(await(OrderLog.read(fixture.database, id))).containsEntry(id, whole);
        }
    }

    @Test
    void passesOverASnapshotOfAnUnknownShape() {
        var id = confirmed(fixture.ids.next());
        fixture.sql("UPDATE order_snapshots SET shape = 99, state = '{}' WHERE order_id = $1", id);

        assertThat(ship(id).version()).isEqualTo(7);
    }

    @Test
    void writesNoSnapshotWhereTheEventsCantBeWritten() {
        var id = fixture.placed(fixture.ids.next()).order().id();
        fixture.outboxIsBroken = true;
        try {
            var broken = fixture.one.orders().change(id, EventStoreIT::toConfirmed);
            assertThatThrownBy(() -> await(broken)).isInstanceOf(ServiceFailure.class);
        } finally {
            fixture.outboxIsBroken = false;
        }

        assertThat(versions("order_snapshots", id)).isEmpty();
        assertThat(versions("order_events", id)).containsExactly(1L);
    }

    @Test
    void readsAnOrderAsItWasAtAnyVersion() {
        var id = confirmed(fixture.ids.next());
        for (var version = 1; version <= 6; version++) {
            assertThat(
                            await(fixture.one.orders().find(id, version))
                                    .orElseThrow()
                                    .order()
                                    .version())
                    .isEqualTo(version);
        }
    }

    @Test
    void goesOnWhileAnOldMonthIsDetached() {
        var month = ZonedDateTime.now(ZoneOffset.UTC).minusMonths(1).withDayOfMonth(2);
        var old = placeAt(month);
        var current = confirmed(fixture.ids.next());
        assertThat(versions("order_events", old)).containsExactly(1L);

        for (var table : PgStores.PARTITIONED) {
            fixture.sql(
                    "ALTER TABLE %s DETACH PARTITION %s%s CONCURRENTLY"
                            .formatted(table, table, SUFFIX.format(month)));
        }

        assertThat(versions("order_events", old)).isEmpty();
        assertThat(versions("order_events" + SUFFIX.format(month), old)).containsExactly(1L);
        assertThat(ship(current).version()).isEqualTo(7);
        assertThat(await(fixture.one.orders().find(old))).isPresent();
    }

    private UUID placeAt(ZonedDateTime time) {
        var customer = fixture.ids.next();
        var lines = Orders.lines();
        var placed =
                new OrderPlaced(
                        "7F3K-9QXM-2B4T",
                        customer,
                        lines,
                        Order.totalOf(lines),
                        Orders.CARD,
                        null,
                        null);
        var id = new Ids(time::toInstant, new Random(1)).next();
        var decision = Order.place(id, placed, Orders.NOW);
        await(fixture.place(fixture.one, decision));
        return id;
    }

    private UUID confirmed(UUID customer) {
        var id = fixture.placed(customer).order().id();
        await(fixture.one.orders().change(id, EventStoreIT::toRequested));
        await(fixture.one.orders().change(id, EventStoreIT::toConfirmed));
        return id;
    }

    private static Decision toRequested(Order order) {
        return order.reserve(Orders.lines(), Orders.NOW)
                .then(next -> next.requestPayment("key", Orders.NOW));
    }

    private static Decision toConfirmed(Order order) {
        return toRequested(order)
                .then(next -> next.authorize("auth-1", Orders.NOW))
                .then(next -> next.capture(next.total(), Orders.NOW))
                .then(next -> next.confirm(Orders.NOW));
    }

    private Order ship(UUID id) {
        return await(
                        fixture.two
                                .orders()
                                .change(id, order -> order.ship("Caravan", "CV-1", Orders.NOW)))
                .orElseThrow()
                .order();
    }

    private List<Long> versions(String table, UUID id) {
        var rows =
                fixture.sql(
                        "SELECT version FROM " + table + " WHERE order_id = $1 ORDER BY version",
                        id);
        var versions = new ArrayList<Long>();
        rows.forEach(row -> versions.add(row.getLong("version")));
        return versions;
    }
}
