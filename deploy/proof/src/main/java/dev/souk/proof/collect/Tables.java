package dev.souk.proof.collect;

import dev.souk.proof.evidence.Evidence;
import dev.souk.proof.evidence.JsonLines;
import dev.souk.proof.evidence.Row;
import dev.souk.proof.shop.ShopFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The services' tables, each read with plain SQL into a file. */
final class Tables {

    private static final int FETCHED = 1_000;

    /** What is read: a collection's name, whose database, and the question. */
    record Question(String collection, String service, String sql) {}

    private static final List<Question> QUESTIONS =
            List.of(
                    new Question("orders", "order", "SELECT order_id, status, version FROM orders"),
                    new Question(
                            "order_events",
                            "order",
                            "SELECT order_id, version, type FROM order_events"),
                    new Question(
                            "order_sagas",
                            "order",
                            "SELECT order_id, step, attempts FROM order_sagas"),
                    new Question(
                            "payment_entries",
                            "order",
                            "SELECT order_id, currency, sum(amount_minor) AS sum,"
                                    + " coalesce(sum(amount_minor) FILTER (WHERE account ="
                                    + " 'provider'), 0) AS provider"
                                    + " FROM payment_entries GROUP BY order_id, currency"),
                    new Question(
                            "stock",
                            "catalog",
                            "SELECT product_id, mode, available, reserved, sold, version FROM"
                                    + " stock"),
                    new Question(
                            "stock_ledger",
                            "catalog",
                            "SELECT product_id, stock_version, cause, available_delta,"
                                    + " reserved_delta, sold_delta FROM stock_ledger"),
                    new Question(
                            "notifications",
                            "notify",
                            "SELECT order_id, lower(replace(kind, '_', '-')) AS kind FROM"
                                    + " notifications"),
                    new Question(
                            "product_orders",
                            "recommend",
                            "SELECT product_id, orders, units FROM product_orders"),
                    new Question(
                            "sales_windows",
                            "recommend",
                            "SELECT length, orders, units, revenue FROM sales_windows"));

    /** Whoever keeps an outbox. */
    private static final List<String> SERVICES =
            List.of("user", "catalog", "order", "notify", "recommend");

    private final ShopFolder shop;

    Tables(ShopFolder shop) {
        this.shop = shop;
    }

    /** Reads all of it. */
    void collect(Path run) throws IOException, SQLException {
        for (var question : QUESTIONS) {
            try (var out = new JsonLines.Writer(Evidence.file(run, question.collection()));
                    var connection = shop.database(question.service())) {
                ask(connection, question.sql(), out);
            }
        }
        try (var out = new JsonLines.Writer(Evidence.file(run, "leftovers"))) {
            for (var service : SERVICES) {
                try (var connection = shop.database(service)) {
                    ask(connection, leftoversOf(service), out);
                }
            }
        }
    }

    /** How much is still under way, by what it is. */
    Map<String, Long> underWay() throws IOException, SQLException {
        return Map.of(
                "sagas",
                count("order", "SELECT count(*) FROM order_sagas WHERE step <> 'ENDED'"),
                "events of orders",
                count("order", "SELECT count(*) FROM outbox"),
                "events of stock",
                count("catalog", "SELECT count(*) FROM outbox"),
                "marks of stock",
                count("catalog", "SELECT count(*) FROM stock_marks"),
                "events of users",
                count("user", "SELECT count(*) FROM outbox"),
                "mails",
                count("notify", "SELECT count(*) FROM mails WHERE state = 'queued'"));
    }

    private static String leftoversOf(String service) {
        return """
        SELECT '%1$s' AS service, 'rows in the outbox' AS what, count(*) AS count FROM outbox
        UNION ALL
        SELECT '%1$s', 'parked events', count(*) FROM parked_events
        """
                .formatted(service);
    }

    private long count(String service, String sql) throws IOException, SQLException {
        try (var connection = shop.database(service);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void ask(Connection connection, String sql, JsonLines.Writer out)
            throws SQLException, IOException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCHED);
            try (var rows =
                    statement.executeQuery(
                            "SELECT row_to_json(found) FROM (" + sql + ") AS found")) {
                while (rows.next()) {
                    out.write(Row.parse(rows.getString(1)));
                }
            }
        }
    }
}
