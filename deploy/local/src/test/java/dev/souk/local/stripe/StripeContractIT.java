package dev.souk.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.config.Secret;
import dev.souk.cluster.resilience.Breakers;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.contract.Money;
import dev.souk.local.payments.ProviderContract;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.PaymentProvider.Authorization;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;
import dev.souk.order.payment.StripeAccount;
import dev.souk.order.payment.StripePayments;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/** Stripe as the order service sees it, and what Stripe sees of the order service. */
class StripeContractIT extends ProviderContract {

    private static final Cards CARDS =
            new Cards(
                    "pm_card_visa",
                    "pm_card_chargeDeclined",
                    "pm_card_authenticationRequired",
                    "pm_silent");

    private final Vertx vertx = Vertx.vertx();
    private final KeptReferences references = new KeptReferences(this::now);
    private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private StripeStandIn stripe;

    @SuppressWarnings("NullAway.Init")
    private PaymentProvider provider;

    @BeforeEach
    void open() throws TimeoutException {
        stripe = new StripeStandIn(vertx, this::now);
        provider = provider("sk_test_1", stripe.url());
    }

    @AfterEach
    void close() throws TimeoutException {
        stripe.close();
        await(vertx.close());
        assertThat(stripe.problems()).as("requests as Stripe describes them").isEmpty();
    }

    private Instant now() {
        return now;
    }

    private PaymentProvider provider(String key, URI url) {
        var account =
                new StripeAccount(url, Secret.of(key), URI.create("https://shop.example/back"));
        return new StripePayments(
                vertx,
                new Breakers(vertx, NanoClock.SYSTEM),
                account,
                new StripePayments.Memory(references, this::now));
    }

    @Test
    void cancelsADeclinedIntentSoThatNoOtherCardIsTried() {
        var order = authorization(CARDS.declined());

        assertThat(authorize(order)).isEqualTo(new Declined("generic-decline"));

        assertThat(stripe.seen()).containsExactly("create", "retrieve", "cancel");
    }

    @Test
    void asksTheIntentAfterAnAnswerThatWasStored() {
        var order = authorization(CARDS.silent());
        assertThat(authorizeInVain(order)).isInstanceOf(NoAnswer.class);

        assertThat(authorize(order)).isInstanceOf(Authorized.class);

        assertThat(stripe.seen()).containsExactly("create", "create", "retrieve");
    }

    @Test
    void searchesAnIntentWhoseKeyTellsOnlyOfAFault() {
        var order = authorization("pm_broken");
        assertThat(authorize(order)).isInstanceOf(NoAnswer.class);
        stripe.searchIsBehind(true);
        assertThat(authorize(order)).as("not found is no outcome").isInstanceOf(NoAnswer.class);
        stripe.searchIsBehind(false);

        assertThat(authorize(order)).isInstanceOf(Authorized.class);
        assertThat(capture(order)).isEqualTo(new Captured(eur(1299)));
    }

    @Test
    void searchesAnIntentWhoseKeyMayBeForgotten() {
        var order = authorization(CARDS.silent());
        assertThat(authorizeInVain(order)).isInstanceOf(NoAnswer.class);
        stripe.forgetKeys();
        now = now.plus(Duration.ofDays(2));

        assertThat(authorize(order)).isInstanceOf(Authorized.class);

        assertThat(stripe.seen()).containsExactly("create", "search", "retrieve");
    }

    @Test
    void refundsOnceThoughTheKeyMayBeForgotten() {
        var order = authorization(CARDS.good());
        assertThat(authorize(order)).isInstanceOf(Authorized.class);
        assertThat(capture(order)).isEqualTo(new Captured(eur(1299)));
        assertThat(refund(order, "r", 300)).isEqualTo(new Refunded(eur(300)));
        stripe.forgetKeys();

        assertThat(refund(order, "r", 300)).isEqualTo(new Refunded(eur(300)));

        assertThat(stripe.seen()).filteredOn("refund"::equals).hasSize(1);
    }

    @Test
    void neverMakesASecondIntentForARequestThatHasChanged() {
        var order = authorization(CARDS.silent());
        assertThat(authorizeInVain(order)).isInstanceOf(NoAnswer.class);
        var other =
                new Authorization(order.orderId(), order.key(), new Money(1, "EUR"), order.token());

        assertThat(authorize(other)).as("what there is counts").isInstanceOf(Authorized.class);

        assertThat(stripe.seen()).containsExactly("create", "create", "search", "retrieve");
    }

    @Test
    void sendsNothingAfterItHasGivenUpWhatWasNeverSent() {
        var order = authorization(CARDS.good());

        assertThat(voidIt(order)).isInstanceOf(Voided.class);
        assertThat(authorize(order)).isInstanceOf(Voided.class);

        assertThat(stripe.seen()).isEmpty();
    }

    @Test
    void saysThatARejectedRequestDidNothing() {
        provider = provider("no-key", stripe.url());

        assertThat(authorize(authorization(CARDS.good()))).isInstanceOf(NotReached.class);

        assertThat(stripe.forgiveProblems()).containsExactly("create is not authorized");
    }

    @Test
    void saysThatNothingWasSentWhereNobodyListens() {
        provider = provider("sk_test_1", URI.create("http://127.0.0.1:9"));

        assertThat(authorize(authorization(CARDS.good()))).isInstanceOf(NotReached.class);
    }

    @Test
    void leavesWhatIsYoungOutOfTheBooks() {
        var order = authorization(CARDS.good());
        authorize(order);
        capture(order);

        var page = await(provider().statement("", 10, WITHIN));

        assertThat(page.lines()).isEmpty();
        assertThat(page.isLast()).isTrue();
        assertThat(page.behind()).isEqualTo(Duration.ofSeconds(60));
    }

    @Override
    protected PaymentProvider provider() {
        return provider;
    }

    @Override
    protected Cards cards() {
        return CARDS;
    }

    @Override
    protected void decide(String url, boolean approves) {
        var path = URI.create(url).getPath();
        stripe.decide(path.substring(path.lastIndexOf('/') + 1), approves);
    }

    @Override
    protected void settleBooks() {
        now = now.plus(Duration.ofMinutes(2));
    }
}
