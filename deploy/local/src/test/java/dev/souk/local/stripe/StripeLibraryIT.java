package dev.souk.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.net.Webhook;
import com.stripe.param.BalanceTransactionListParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;

import dev.souk.cluster.config.Secret;
import dev.souk.order.payment.WebhookSignature;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stripe's own library against what stands in for Stripe: it takes the stand-in for the real one,
 * and the stand-in takes its requests.
 */
class StripeLibraryIT {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Vertx vertx = Vertx.vertx();

    @SuppressWarnings("NullAway.Init")
    private StripeStandIn stripe;

    @SuppressWarnings("NullAway.Init")
    private StripeClient library;

    @BeforeEach
    void open() throws TimeoutException {
        stripe = new StripeStandIn(vertx, () -> NOW);
        library =
                StripeClient.builder()
                        .setApiKey("sk_test_1")
                        .setApiBase(stripe.url().toString())
                        .setMaxNetworkRetries(0)
                        .build();
    }

    @AfterEach
    void close() throws TimeoutException {
        stripe.close();
        vertx.close().await(10, TimeUnit.SECONDS);
        assertThat(stripe.problems()).as("requests as Stripe describes them").isEmpty();
    }

    @Test
    void takesMoneyAndGivesItBack() throws StripeException {
        var intent = create("pm_card_visa");
        assertThat(intent.getStatus()).isEqualTo("requires_capture");
        assertThat(intent.getAmount()).isEqualTo(1299);
        assertThat(intent.getMetadata()).containsEntry("souk_key", "k1");

        var captured = library.v1().paymentIntents().capture(intent.getId(), captureOf(1299));
        assertThat(captured.getStatus()).isEqualTo("succeeded");
        assertThat(captured.getAmountReceived()).isEqualTo(1299);

        var refund = library.v1().refunds().create(refundOf(intent, 299));
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refund.getAmount()).isEqualTo(299);
        assertThat(refund.getPaymentIntent()).isEqualTo(intent.getId());
        assertThat(refundsOf(intent)).isEqualTo(1);
    }

    @Test
    void findsAnIntentByItsKey() throws StripeException {
        var intent = create("pm_card_visa");
        var query = PaymentIntentSearchParams.builder().setQuery("metadata['souk_key']:'k1'");

        var found = library.v1().paymentIntents().search(query.build());

        assertThat(found.getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(intent.getId());
    }

    @Test
    void cancelsOnce() throws StripeException {
        var intent = create("pm_card_visa");

        var cancelled = library.v1().paymentIntents().cancel(intent.getId());
        var again =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> library.v1().paymentIntents().capture(intent.getId(), captureOf(1)));

        assertThat(cancelled.getStatus()).isEqualTo("canceled");
        assertThat(again.getCode()).isEqualTo("payment_intent_unexpected_state");
    }

    @Test
    void declinesACard() {
        var declined =
                catchThrowableOfType(
                        CardException.class,
                        () -> create("pm_card_chargeDeclinedInsufficientFunds"));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo("card_declined");
        assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    void sendsTheShopperToTheBank() throws StripeException {
        var intent = create("pm_card_authenticationRequired");

        assertThat(intent.getStatus()).isEqualTo("requires_action");
        assertThat(intent.getNextAction().getType()).isEqualTo("redirect_to_url");
        assertThat(intent.getNextAction().getRedirectToUrl().getUrl()).startsWith("https://");
    }

    @Test
    void keepsBooks() throws StripeException {
        var intent = create("pm_card_visa");
        library.v1().paymentIntents().capture(intent.getId(), captureOf(1299));
        library.v1().refunds().create(refundOf(intent, 1299));

        var page =
                library.v1()
                        .balanceTransactions()
                        .list(BalanceTransactionListParams.builder().setLimit(10L).build());

        assertThat(page.getData())
                .extracting(com.stripe.model.BalanceTransaction::getType)
                .containsExactly("refund", "charge");
        assertThat(page.getHasMore()).isFalse();
    }

    @Test
    void signsWebhooksAsSoukVerifiesThem() throws Exception {
        var body = "{\"id\":\"evt_1\"}";
        var seconds = NOW.getEpochSecond();
        var digest = Webhook.Util.computeHmacSha256("whsec_test", seconds + "." + body);
        var signature = new WebhookSignature(Secret.of("whsec_test"), () -> NOW);

        assertThatCode(
                        () ->
                                signature.verify(
                                        "t=" + seconds + ",v1=" + digest, Buffer.buffer(body)))
                .doesNotThrowAnyException();
    }

    private PaymentIntent create(String card) throws StripeException {
        var params =
                PaymentIntentCreateParams.builder()
                        .setAmount(1299L)
                        .setCurrency("eur")
                        .setCaptureMethod(CaptureMethod.MANUAL)
                        .setConfirm(true)
                        .setPaymentMethod(card)
                        .addPaymentMethodType("card")
                        .setReturnUrl("https://shop.example/back")
                        .putMetadata("souk_key", "k1");
        return library.v1().paymentIntents().create(params.build());
    }

    private static PaymentIntentCaptureParams captureOf(long amount) {
        return PaymentIntentCaptureParams.builder().setAmountToCapture(amount).build();
    }

    private static RefundCreateParams refundOf(PaymentIntent intent, long amount) {
        return RefundCreateParams.builder()
                .setPaymentIntent(intent.getId())
                .setAmount(amount)
                .build();
    }

    private int refundsOf(PaymentIntent intent) throws StripeException {
        var params = RefundListParams.builder().setPaymentIntent(intent.getId()).build();
        return library.v1().refunds().list(params).getData().size();
    }
}
