package dev.souk.acceptance.stack;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The order service's own tables, in its own role: to fill them, and to see that they agree. */
public final class OrderTables implements AutoCloseable {

    /** Ids of the same month as those of the orders that are copied, so that they lie with them. */
    private static final String COPIES =
            """
            CREATE TEMPORARY TABLE copies AS
            SELECT placed.order_id AS old,
                overlay(gen_random_uuid()::text PLACING left(placed.order_id::text, 15) FROM 1 FOR 15)::uuid AS new
            FROM (SELECT order_id, row_number() OVER (ORDER BY order_id) - 1 AS place, count(*) OVER () AS many
                  FROM orders WHERE status = 'confirmed') AS placed
            JOIN generate_series(1, ?) AS number ON placed.place = number % placed.many
            """;

    private static final List<String> COPY =
            List.of(
                    """
                    INSERT INTO order_events (order_id, version, type, schema, recorded_at, data)
                    SELECT new, version, type, schema, recorded_at, data
                    FROM copies JOIN order_events ON order_id = old
                    """,
                    """
                    INSERT INTO order_details (order_id, address, payment_token)
                    SELECT new, address, payment_token FROM copies JOIN order_details ON order_id = old
                    """,
                    """
                    INSERT INTO orders (order_id, customer_id, status, version, state, created_at, updated_at)
                    SELECT new, customer_id, status, version, jsonb_set(state, '{id}', to_jsonb(new::text)),
                        created_at, updated_at
                    FROM copies JOIN orders ON order_id = old
                    """,
                    "DROP TABLE copies",
                    "ANALYZE");

    /** Orders that queries read otherwise than their events tell, or not at all. */
    private static final String STALE =
            """
            SELECT count(*) FROM orders
            FULL JOIN (SELECT order_id, max(version) AS last FROM order_events GROUP BY order_id) AS facts
                USING (order_id)
            WHERE orders.version IS DISTINCT FROM facts.last
            """;

    private final Connection connection;

    private OrderTables(Connection connection) {
        this.connection = connection;
    }

    /** Those of a running stack. */
    public static OrderTables of(Stack stack) throws IOException, SQLException {
        return new OrderTables(stack.folder().database("order"));
    }

    /** Copies the confirmed orders, each as often as the next, so many times in all. */
    public void copyConfirmed(int copies) throws SQLException {
        try (var copy = connection.prepareStatement(COPIES);
                var statement = connection.createStatement()) {
            copy.setInt(1, copies);
            copy.executeUpdate();
            for (var sql : COPY) {
                statement.execute(sql);
            }
        }
    }

    /** How many orders are read otherwise than their events tell. */
    public long stale() throws SQLException {
        return number(STALE);
    }

    /** How many orders there are. */
    public long count() throws SQLException {
        return number("SELECT count(*) FROM orders");
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
