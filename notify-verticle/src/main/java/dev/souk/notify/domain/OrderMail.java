package dev.souk.notify.domain;

import dev.souk.notify.domain.OrderNotice.Line;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the mail of an order notice to one person. What comes from outside is kept on its line in
 * the text, and escaped in the HTML.
 */
public final class OrderMail {

    private final OrderNotice notice;
    private final String name;
    private final Amounts amounts;

    private OrderMail(OrderNotice notice, String name, Locale locale) {
        this.notice = notice;
        this.name = name;
        this.amounts = new Amounts(locale);
    }

    /**
     * The mail.
     *
     * @param name how to address the reader
     * @param locale how the reader writes amounts, a BCP 47 language tag
     */
    public static Mail write(OrderNotice notice, String name, String locale) {
        var mail = new OrderMail(notice, oneLine(name), Locale.forLanguageTag(locale));
        return new Mail(oneLine(notice.title()), mail.text(), mail.html());
    }

    private String text() {
        var lines = notice.lines().stream().map(this::textLine).collect(Collectors.joining());
        return """
        Hello %s,

        %s

        %s
        Total: %s

        Your order: %s

        Souk
        """
                .formatted(
                        name,
                        oneLine(notice.sentence()),
                        lines,
                        amounts.of(notice.total()),
                        notice.number());
    }

    private String textLine(Line line) {
        var total = amounts.of(line.lineTotal());
        return "%d x %s: %s\n".formatted(line.quantity(), oneLine(line.name()), total);
    }

    private String html() {
        var lines = notice.lines().stream().map(this::htmlLine).collect(Collectors.joining());
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>%1$s</title></head>
        <body style="font-family: sans-serif; color: #222">
        <p>Hello %2$s,</p>
        <p>%3$s</p>
        <table style="border-collapse: collapse">
        <thead><tr><th align="right">Quantity</th><th align="left">Product</th><th align="right">Price</th></tr></thead>
        <tbody>
        %4$s</tbody>
        <tfoot><tr><th></th><th align="left">Total</th><th align="right">%5$s</th></tr></tfoot>
        </table>
        <p>Your order: %6$s</p>
        <p>Souk</p>
        </body>
        </html>
        """
                .formatted(
                        Html.escape(notice.title()),
                        Html.escape(name),
                        Html.escape(notice.sentence()),
                        lines,
                        Html.escape(amounts.of(notice.total())),
                        Html.escape(notice.number()));
    }

    private String htmlLine(Line line) {
        return "<tr><td align=\"right\">%d</td><td>%s</td><td align=\"right\">%s</td></tr>\n"
                .formatted(
                        line.quantity(),
                        Html.escape(line.name()),
                        Html.escape(amounts.of(line.lineTotal())));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Z}]+", " ").strip();
    }
}
