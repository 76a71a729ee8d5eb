package dev.souk.order;

import dev.souk.cluster.config.ConfigKey;
import dev.souk.cluster.node.ServiceRuntime;
import dev.souk.cluster.sql.Database;
import dev.souk.order.app.HearProvider;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.Reconcile;
import dev.souk.order.app.SagaStore;
import dev.souk.order.payment.SandboxPayments;
import dev.souk.order.payment.StripeAccount;
import dev.souk.order.payment.StripePayments;
import dev.souk.order.payment.Webhook;
import dev.souk.order.payment.WebhookResource;
import dev.souk.order.payment.WebhookSignature;
import dev.souk.order.store.PgProviderReferences;
import dev.souk.order.store.PgReconciliationStore;
import dev.souk.order.store.PgReconciliationStore.Reader;

import io.micrometer.core.instrument.Gauge;

import java.time.Duration;
import java.time.InstantSource;

/** The money's side of the order service, put together: the provider, its news and its books. */
final class Payments {

    private static final Duration COMPARE_EVERY = Duration.ofSeconds(2);

    /** What differs for less time is still on its way. */
    private static final Duration RIPE_AFTER = Duration.ofSeconds(60);

    private static final String CHECK = "payments";

    private final ServiceRuntime runtime;
    private final Database database;
    private final InstantSource clock;
    private final Provider provider;

    /** The configured one, by name, its way and its news. */
    private record Provider(String name, PaymentProvider way, Webhook webhook) {}

    Payments(ServiceRuntime runtime, Database database, InstantSource clock) {
        this.runtime = runtime;
        this.database = database;
        this.clock = clock;
        var name = setting(OrderConfig.PAYMENTS);
        this.provider = name.equals("stripe") ? stripe(name) : sandbox(name);
    }

    private Provider sandbox(String name) {
        var sandbox =
                new SandboxPayments(
                        runtime.vertx(),
                        runtime.breakers(),
                        setting(OrderConfig.PAYMENTS_URL),
                        setting(OrderConfig.PAYMENTS_KEY));
        runtime.health().probe(CHECK, false, sandbox::check);
        return new Provider(name, sandbox, Webhook.SANDBOX);
    }

    private Provider stripe(String name) {
        var account =
                new StripeAccount(
                        setting(OrderConfig.PAYMENTS_URL),
                        setting(OrderConfig.PAYMENTS_KEY),
                        setting(OrderConfig.PAYMENTS_RETURN_URL));
        var memory = new StripePayments.Memory(new PgProviderReferences(database), clock);
        var stripe = new StripePayments(runtime.vertx(), runtime.breakers(), account, memory);
        runtime.health().probe(CHECK, false, stripe::check);
        return new Provider(name, stripe, Webhook.STRIPE);
    }

    private <T> T setting(ConfigKey<T> key) {
        return runtime.settings().get(key);
    }

    PaymentProvider provider() {
        return provider.way();
    }

    /** Answers what the provider calls. */
    WebhookResource webhooks(HearProvider hearProvider) {
        var signature = new WebhookSignature(setting(OrderConfig.PAYMENTS_WEBHOOK_SECRET), clock);
        return new WebhookResource(hearProvider, signature, provider.webhook());
    }

    /** Compares the provider's books with ours until the node leaves. */
    void reconcile(SagaStore sagas) {
        var reader = new Reader(provider.name(), runtime.nodeId(), RIPE_AFTER);
        var store = new PgReconciliationStore(database, reader);
        var reconcile = new Reconcile(provider.way(), store, sagas);
        var meters = runtime.telemetry().meters();
        Gauge.builder(
                        "souk_order_unreconciled_minor_units",
                        reconcile,
                        Reconcile::unreconciledMinorUnits)
                .description("Money on which ledger, provider and orders differ")
                .register(meters);
        Gauge.builder("souk_order_reconciler_behind_seconds", reconcile, Reconcile::behindSeconds)
                .description("How long ago the provider's books had been read to their end")
                .register(meters);
        var rounds = runtime.timers().every(COMPARE_EVERY, reconcile::round);
        runtime.onDrain(
                () -> {
                    rounds.cancel();
                    return reconcile.leave();
                });
    }
}
