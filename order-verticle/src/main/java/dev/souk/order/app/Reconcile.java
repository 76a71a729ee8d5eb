package dev.souk.order.app;

import dev.souk.order.app.ReconciliationStore.Examined;
import dev.souk.order.app.ReconciliationStore.Findings;
import dev.souk.order.app.ReconciliationStore.Judged;
import dev.souk.order.app.ReconciliationStore.Progress;
import dev.souk.order.app.ReconciliationStore.Turn;
import dev.souk.order.domain.Reconciliation;
import dev.souk.order.domain.Verdict.Differs;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Compares the provider's books with the ledger and the orders, over and over. It moves no money
 * and changes no order: where they differ it wakes the order's saga, which asks the provider, and
 * tells people of it until they agree.
 */
public final class Reconcile {

    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final Duration PAGE_WITHIN = Duration.ofSeconds(3);
    private static final int LINES_A_PAGE = 100;
    private static final int PAGES_A_ROUND = 50;
    private static final int ITEMS_A_ROUND = 500;

    private final PaymentProvider provider;
    private final ReconciliationStore store;
    private final SagaStore sagas;
    private volatile @Nullable Progress progress;

    public Reconcile(PaymentProvider provider, ReconciliationStore store, SagaStore sagas) {
        this.provider = provider;
        this.store = store;
        this.sagas = sagas;
    }

    /** The money that is in doubt, in minor units of whatever currency; NaN until it is known. */
    public double unreconciledMinorUnits() {
        var known = progress;
        return known == null ? Double.NaN : known.unreconciledMinorUnits();
    }

    /** How long ago the provider's books had been read to their end; NaN if never. */
    public double behindSeconds() {
        var known = progress;
        return known == null
                ? Double.NaN
                : known.behind().map(age -> age.toMillis() / 1000.0).orElse(Double.NaN);
    }

    /**
     * One round: reads on in the books if it is this node's turn, judges what is open, and learns
     * how it stands. Fails where the provider or the database is away, and loses nothing.
     */
    public Future<Void> round() {
        return store.takeTurn()
                .compose(turn -> turn.map(this::compare).orElseGet(Future::succeededFuture))
                .eventually(this::learnProgress);
    }

    private Future<Void> compare(Turn turn) {
        return readOn(turn, PAGES_A_ROUND)
                .compose(after -> after.map(this::judge).orElseGet(Future::succeededFuture));
    }

    private Future<Optional<Turn>> readOn(Turn turn, int pages) {
        return provider.statement(turn.cursor(), LINES_A_PAGE, PAGE_WITHIN)
                .compose(page -> store.book(turn, page).compose(next -> after(page, next, pages)));
    }

    private Future<Optional<Turn>> after(Statement page, Optional<Turn> turn, int pages) {
        return turn.isEmpty() || page.isLast() || pages == 1
                ? Future.succeededFuture(turn)
                : readOn(turn.get(), pages - 1);
    }

    private Future<Void> judge(Turn turn) {
        return store.openItems(ITEMS_A_ROUND)
                .map(items -> items.stream().map(Reconcile::judge).toList())
                .compose(judged -> store.settle(turn, judged))
                .compose(this::follow);
    }

    private static Judged judge(Examined examined) {
        return new Judged(examined.item(), Reconciliation.judge(examined.item(), examined.order()));
    }

    private Future<Void> follow(Findings findings) {
        findings.fresh().forEach(Reconcile::warn);
        return wakeAll(findings.asleep());
    }

    /** One after the other, since there may be many, and shoppers need the database too. */
    private Future<Void> wakeAll(Set<UUID> orders) {
        var done = Future.<Void>succeededFuture();
        for (var order : orders) {
            done = done.compose(_ -> sagas.review(order));
        }
        return done;
    }

    private static void warn(Judged judged) {
        if (judged.verdict() instanceof Differs differs) {
            var item = judged.item();
            LOG.atWarn()
                    .addKeyValue("orderId", item.orderId())
                    .addKeyValue("difference", differs.difference().code())
                    .addKeyValue("key", item.providerKey())
                    .addKeyValue("ledger", item.ledger().amount())
                    .addKeyValue("provider", item.provider().amount())
                    .addKeyValue("currency", item.ledger().currency())
                    .log("payment does not reconcile");
        }
    }

    /** Leaves the turn to another node, because this one leaves. */
    public Future<Void> leave() {
        return store.giveUpTurn();
    }

    private Future<Void> learnProgress() {
        return store.progress().onSuccess(known -> progress = known).mapEmpty();
    }
}
