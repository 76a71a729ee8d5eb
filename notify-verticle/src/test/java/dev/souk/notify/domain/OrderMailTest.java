package dev.souk.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.contract.Money;
import dev.souk.notify.domain.OrderNotice.Kind;
import dev.souk.notify.domain.OrderNotice.Line;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

class OrderMailTest {

    private static final UUID ORDER = UUID.fromString("0199d3a4-8f10-7a02-9d11-5e6f7a8b9c00");

    @Test
    void writesAConfirmation() {
        var mail = OrderMail.write(notice(Kind.ORDER_CONFIRMED, ""), "Ada Lovelace", "en");

        assertThat(mail.subject()).isEqualTo("Order S-100042 is confirmed");
        assertThat(mail.text()).isEqualTo(golden("confirmed.txt"));
        assertThat(mail.html()).isEqualTo(golden("confirmed.html"));
    }

    @Test
    void writesACancellation() {
        var mail =
                OrderMail.write(
                        notice(Kind.ORDER_CANCELLED, "payment-declined"), "Ada Lovelace", "de-DE");

        assertThat(mail.subject()).isEqualTo("Order S-100042 is cancelled");
        assertThat(mail.text()).isEqualTo(golden("cancelled.txt"));
        assertThat(mail.html()).isEqualTo(golden("cancelled.html"));
    }

    @ParameterizedTest
    @CsvSource({
        "en, 1299, EUR, €12.99",
        "en, 1299, JPY, '¥1,299'",
        "en, 1299, KWD, KWD1.299",
        "en-US, 123456789, USD, '$1,234,567.89'",
        "de-DE, 1299, EUR, '12,99 €'",
        "tlh, 5, EUR, € 0.05",
        "'', 0, EUR, € 0.00",
    })
    void writesAmountsAsTheLocaleDoes(String locale, long amount, String currency, String text) {
        var notice =
                new OrderNotice(
                        Kind.ORDER_CONFIRMED,
                        ORDER,
                        "S-1",
                        List.of(),
                        new Money(amount, currency),
                        "");

        var mail = OrderMail.write(notice, "Ada", locale);

        assertThat(mail.text().replace('\u00a0', ' ')).contains("Total: " + text + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insufficient-stock",
                "payment-declined",
                "price-changed",
                "unknown-product",
                "reservation-expired",
                "by-customer",
                "by-staff",
                "of a later version",
            })
    void saysWhyAnOrderIsOff(String code) {
        assertThat(notice(Kind.ORDER_CANCELLED, code).sentence())
                .startsWith("Your order S-100042 is cancelled")
                .endsWith(".")
                .doesNotContain(code);
    }

    @Property
    void neverLetsANameBecomeMarkupOrASecondLine(@ForAll String name) {
        var notice =
                new OrderNotice(
                        Kind.ORDER_CONFIRMED,
                        ORDER,
                        "S-1",
                        List.of(new Line("<b>" + name, 1, new Money(1, "EUR"))),
                        new Money(1, "EUR"),
                        "");

        var mail = OrderMail.write(notice, "<i>" + name + "\r\nBcc: eve@example.test", "en");

        assertThat(mail.html()).doesNotContain("<b>", "<i>");
        assertThat(mail.subject()).doesNotContain("\n", "\r");
        assertThat(mail.text().lines().filter(line -> line.startsWith("Bcc:"))).isEmpty();
        assertThat(mail.text().lines()).hasSize(11);
    }

    @Test
    void isNotPrinted() {
        var mail = OrderMail.write(notice(Kind.ORDER_CONFIRMED, ""), "Ada Lovelace", "en");

        assertThat(mail.toString()).doesNotContain("Ada");
    }

    private static OrderNotice notice(Kind kind, String cancellation) {
        return new OrderNotice(
                kind,
                ORDER,
                "S-100042",
                List.of(
                        new Line("Espresso cup <blue> & saucer", 2, new Money(2598, "EUR")),
                        new Line("Kaffee \"Äthiopien\" 1 kg", 1, new Money(149900, "EUR"))),
                new Money(152498, "EUR"),
                cancellation);
    }

    private static String golden(String name) {
        try (var file = OrderMailTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
