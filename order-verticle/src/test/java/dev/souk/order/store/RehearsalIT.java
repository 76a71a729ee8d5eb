package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Event;

import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;

class RehearsalIT {

    private static final List<String> TABLES =
            List.of(
                    "orders",
                    "order_events",
                    "order_sagas",
                    "order_details",
                    "order_keys",
                    "order_timeline",
                    "order_changes",
                    "payment_entries");

    @Test
    void playsAnOrderToItsEndAndLeavesNothingOfIt() {
        try (var fixture = new StoreFixture()) {
            await(
                    new Rehearsal(
                                    fixture.database,
                                    fixture.one,
                                    InstantSource.system(),
                                    fixture.ids)
                            .play());

            assertThat(fixture.announced)
                    .extracting(Event::type)
                    .contains("order.placed", "payment.captured", "order.confirmed");
            assertThat(TABLES).allSatisfy(table -> assertThat(rows(fixture, table)).isZero());
        }
    }

    private static long rows(StoreFixture fixture, String table) {
        return fixture.sql("SELECT count(*) AS n FROM " + table).iterator().next().getLong("n");
    }
}
