package dev.souk.recommend.bus;

import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Operations;
import dev.souk.contract.Money;
import dev.souk.contract.ServiceFailure;
import dev.souk.contract.ServiceFailure.Violation;
import dev.souk.recommend.app.AnalyseSales;
import dev.souk.recommend.app.SalesStore.Sold;
import dev.souk.recommend.app.SalesStore.Windowed;
import dev.souk.recommend.domain.Window;

import io.vertx.core.Future;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Figures of sales over HTTP. */
public final class SalesOperations {

    /** The sales of one window in one currency. */
    record WindowView(Instant from, Instant to, long orders, long units, Money revenue) {

        static WindowView of(Window window, Windowed sales) {
            return new WindowView(
                    sales.start(),
                    sales.start().plus(window.length()),
                    sales.orders(),
                    sales.units(),
                    sales.revenue());
        }
    }

    /** Sales by window. */
    record SalesView(String window, Instant from, Instant to, List<WindowView> items) {}

    /** What a product sold. */
    record SoldView(UUID productId, long orders, long units, Money revenue) {

        static SoldView of(Sold sold) {
            return new SoldView(sold.productId(), sold.orders(), sold.units(), sold.revenue());
        }
    }

    /** The products that sold most. */
    record TopView(Instant from, Instant to, List<SoldView> items) {}

    private final AnalyseSales analyse;

    public SalesOperations(AnalyseSales analyse) {
        this.analyse = analyse;
    }

    public Operations addTo(Operations operations) {
        return operations.on("get-sales", this::sales).on("list-top-products", this::top);
    }

    private Future<Answer> sales(Call call) {
        return analyse.sales(window(call), time(call, "from"), time(call, "to"))
                .map(
                        sales ->
                                new SalesView(
                                        sales.window().word(),
                                        sales.span().from(),
                                        sales.span().to(),
                                        sales.windows().stream()
                                                .map(one -> WindowView.of(sales.window(), one))
                                                .toList()))
                .map(Answer::ok);
    }

    private Future<Answer> top(Call call) {
        return analyse.top(window(call), time(call, "from"), time(call, "to"), call.limit())
                .map(
                        top ->
                                new TopView(
                                        top.span().from(),
                                        top.span().to(),
                                        top.products().stream().map(SoldView::of).toList()))
                .map(Answer::ok);
    }

    private static Window window(Call call) {
        return Window.of(call.query("window").orElse(Window.HOUR.word()));
    }

    private static Optional<Instant> time(Call call, String name) {
        return call.query(name).map(text -> parsed(name, text));
    }

    private static Instant parsed(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ServiceFailure.invalid(
                    "invalid-request",
                    List.of(new Violation(name, "format", "A time as in RFC 3339")));
        }
    }
}
