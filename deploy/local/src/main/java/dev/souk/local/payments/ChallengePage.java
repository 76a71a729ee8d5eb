package dev.souk.local.payments;

import java.math.BigDecimal;
import java.util.Currency;

/** The page on which a shopper approves or refuses a payment. It needs no script. */
final class ChallengePage {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sandbox payments</title>
            <style>
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 28rem; margin: 12vh auto; padding: 0 1rem; }
            h1 { font-size: 1.3rem; }
            button { font: inherit; padding: .6rem 1.4rem; margin-right: .6rem; border: 1px solid #333; border-radius: .4rem; background: #fff; cursor: pointer; }
            button[value=approve] { background: #155e3d; border-color: #155e3d; color: #fff; }
            </style>
            </head>
            <body>
            <main>
            <h1>Sandbox payments</h1>
            %s
            </main>
            </body>
            </html>
            """;

    private ChallengePage() {}

    static String of(Operation operation) {
        return PAGE.formatted(
                switch (operation.status()) {
                    case ACTION_REQUIRED -> question(operation);
                    case AUTHORIZED, CAPTURED, REFUNDED ->
                            "<p>The payment is approved. You may close this page.</p>";
                    case DECLINED -> "<p>The payment is refused. You may close this page.</p>";
                    case VOIDED, REFUSED -> "<p>The shop has withdrawn this payment.</p>";
                    case IN_PROGRESS -> "<p>One moment, please. Load this page again.</p>";
                });
    }

    static String ofNothing() {
        return PAGE.formatted("<p>There is no such payment.</p>");
    }

    private static String question(Operation operation) {
        return """
        <p>Pay <strong>%s</strong> for order <code>%s</code>?</p>
        <form method="post">
        <button name="decision" value="approve">Approve</button>
        <button name="decision" value="refuse">Refuse</button>
        </form>
        """
                .formatted(amount(operation), text(operation.orderId()));
    }

    private static String amount(Operation operation) {
        var money = operation.amount();
        var digits = Currency.getInstance(money.currency()).getDefaultFractionDigits();
        return BigDecimal.valueOf(money.amount(), digits).toPlainString() + " " + money.currency();
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
