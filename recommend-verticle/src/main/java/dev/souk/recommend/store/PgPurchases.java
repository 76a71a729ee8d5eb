package dev.souk.recommend.store;

import dev.souk.recommend.domain.CoPurchases;
import dev.souk.recommend.domain.CoPurchases.Pair;
import dev.souk.recommend.domain.Sale;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Learns from a sale, inside the transaction that also notes the event as seen. Rows that many
 * sales share are written in one order by all, the windows last, since they are the busiest.
 */
final class PgPurchases {

    private static final String PAIRS =
            """
            INSERT INTO co_purchases (product_id, other_id, orders)
            SELECT product_id, other_id, 1 FROM unnest($1::uuid[], $2::uuid[])
                AS u(product_id, other_id)
            ON CONFLICT (product_id, other_id)
                DO UPDATE SET orders = co_purchases.orders + 1
            """;
    private static final String ORDERS =
            """
            INSERT INTO product_orders (product_id, orders, units)
            SELECT product_id, 1, units FROM unnest($1::uuid[], $2::bigint[])
                AS u(product_id, units)
            ON CONFLICT (product_id) DO UPDATE SET orders = product_orders.orders + 1,
                units = product_orders.units + EXCLUDED.units
            """;
    private static final String PURCHASES =
            """
            INSERT INTO purchases (customer_id, product_id, units, last_at)
            SELECT $1, product_id, units, $2 FROM unnest($3::uuid[], $4::bigint[])
                AS u(product_id, units)
            ON CONFLICT (customer_id, product_id) DO UPDATE SET
                units = purchases.units + EXCLUDED.units,
                last_at = greatest(purchases.last_at, EXCLUDED.last_at)
            """;
    private static final String PRODUCT_SALES =
            """
            INSERT INTO product_sales (product_id, start, currency, orders, units, revenue)
            SELECT product_id, $1, $2, 1, units, revenue
            FROM unnest($3::uuid[], $4::bigint[], $5::bigint[]) AS u(product_id, units, revenue)
            ON CONFLICT (product_id, start, currency) DO UPDATE SET
                orders = product_sales.orders + 1,
                units = product_sales.units + EXCLUDED.units,
                revenue = product_sales.revenue + EXCLUDED.revenue
            """;
    private static final String WINDOWS =
            """
            INSERT INTO sales_windows (length, start, currency, orders, units, revenue)
            SELECT length, start, $3, 1, $4, $5 FROM unnest($1::text[], $2::timestamptz[])
                AS u(length, start)
            ON CONFLICT (length, start, currency) DO UPDATE SET
                orders = sales_windows.orders + 1,
                units = sales_windows.units + EXCLUDED.units,
                revenue = sales_windows.revenue + EXCLUDED.revenue
            """;

    /** Takes a sale in; the caller sees to it that each is taken in once. */
    Future<Void> learn(SqlConnection tx, Sale sale) {
        return pairs(tx, CoPurchases.of(sale.products()))
                .compose(done -> products(tx, sale))
                .compose(done -> windows(tx, sale));
    }

    private static Future<Void> pairs(SqlConnection tx, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return Future.succeededFuture();
        }
        var args =
                Tuple.tuple()
                        .addArrayOfUUID(pairs.stream().map(Pair::product).toArray(UUID[]::new))
                        .addArrayOfUUID(pairs.stream().map(Pair::other).toArray(UUID[]::new));
        return tx.preparedQuery(PAIRS).execute(args).mapEmpty();
    }

    private static Future<Void> products(SqlConnection tx, Sale sale) {
        var lines = Lines.of(sale);
        var minute = Window.MINUTE.startOf(sale.at()).atOffset(ZoneOffset.UTC);
        var orders =
                tx.preparedQuery(ORDERS)
                        .execute(
                                Tuple.tuple()
                                        .addArrayOfUUID(lines.productColumn())
                                        .addArrayOfLong(lines.unitColumn()));
        var purchases =
                tx.preparedQuery(PURCHASES)
                        .execute(
                                Tuple.of(sale.customerId(), sale.at().atOffset(ZoneOffset.UTC))
                                        .addArrayOfUUID(lines.productColumn())
                                        .addArrayOfLong(lines.unitColumn()));
        var sales =
                tx.preparedQuery(PRODUCT_SALES)
                        .execute(
                                Tuple.of(minute, sale.total().currency())
                                        .addArrayOfUUID(lines.productColumn())
                                        .addArrayOfLong(lines.unitColumn())
                                        .addArrayOfLong(lines.revenueColumn()));
        return Future.join(orders, purchases, sales).mapEmpty();
    }

    private static Future<Void> windows(SqlConnection tx, Sale sale) {
        var windows = Window.values();
        var args =
                Tuple.tuple()
                        .addArrayOfString(
                                Arrays.stream(windows).map(Window::word).toArray(String[]::new))
                        .addArrayOfOffsetDateTime(
                                Arrays.stream(windows)
                                        .map(window -> window.startOf(sale.at()))
                                        .map(start -> start.atOffset(ZoneOffset.UTC))
                                        .toArray(OffsetDateTime[]::new))
                        .addString(sale.total().currency())
                        .addLong(sale.units())
                        .addLong(sale.total().amount());
        return tx.preparedQuery(WINDOWS).execute(args).mapEmpty();
    }

    /** What a sale holds of each product, in the order of the products. */
    private record Lines(List<UUID> products, List<Long> units, List<Long> revenue) {

        static Lines of(Sale sale) {
            var units = new TreeMap<UUID, Long>();
            var revenue = new TreeMap<UUID, Long>();
            for (var line : sale.lines()) {
                units.merge(line.productId(), (long) line.quantity(), Long::sum);
                revenue.merge(line.productId(), line.total().amount(), Long::sum);
            }
            return new Lines(
                    List.copyOf(units.keySet()),
                    List.copyOf(units.values()),
                    List.copyOf(revenue.values()));
        }

        UUID[] productColumn() {
            return products.toArray(UUID[]::new);
        }

        Long[] unitColumn() {
            return units.toArray(Long[]::new);
        }

        Long[] revenueColumn() {
            return revenue.toArray(Long[]::new);
        }
    }
}
