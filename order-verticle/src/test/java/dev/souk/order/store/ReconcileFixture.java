package dev.souk.order.store;

import static dev.souk.order.store.StoreFixture.await;

import dev.souk.order.app.Reconcile;
import dev.souk.order.app.ReconciliationStore;
import dev.souk.order.store.PgReconciliationStore.Reader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A reconciler over a real database and books that a test writes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReconcileFixture {

    static final long TOTAL = 3098;

    @SuppressWarnings("NullAway.Init")
    StoreFixture fixture;

    @SuppressWarnings("NullAway.Init")
    Payments payments;

    @SuppressWarnings("NullAway.Init")
    Books books;

    @SuppressWarnings("NullAway.Init")
    Reconcile reconcile;

    @BeforeAll
    void open() {
        fixture = new StoreFixture();
        payments = new Payments(fixture);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void begin() {
        fixture.sql("TRUNCATE payment_readings, payment_open_items, payment_differences");
        books = new Books();
        reconcile = reconcile("node-1");
    }

    Reconcile reconcile(String node) {
        return new Reconcile(books, store(node, Duration.ZERO), fixture.one.sagas());
    }

    ReconciliationStore store(String node, Duration ripeAfter) {
        return new PgReconciliationStore(fixture.database, new Reader("books", node, ripeAfter));
    }

    void round() {
        await(reconcile.round());
    }

    long openItems() {
        return fixture.sql("SELECT 1 FROM payment_open_items").size();
    }

    List<String> differences() {
        return rows("SELECT * FROM payment_differences");
    }

    List<String> unresolved() {
        return rows("SELECT * FROM payment_differences WHERE resolved_at IS NULL");
    }

    private List<String> rows(String sql) {
        return fixture.sql(sql).stream()
                .map(row -> row.getString("kind") + " " + row.getLong("unreconciled_minor"))
                .toList();
    }

    String cursor() {
        return fixture.sql("SELECT cursor FROM payment_readings").iterator().next().getString(0);
    }

    String step(UUID id) {
        return fixture.sql("SELECT step FROM order_sagas WHERE order_id = $1", id)
                .iterator()
                .next()
                .getString("step");
    }
}
