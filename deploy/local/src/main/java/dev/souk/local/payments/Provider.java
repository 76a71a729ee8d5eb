package dev.souk.local.payments;

import dev.souk.contract.Ids;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The provider itself: books a request under its key, works, writes down the outcome, and answers.
 * The same key finds the same outcome, or that it is still being worked on. What was booked and not
 * done when the process died is done when it starts again. Belongs to one event loop.
 */
final class Provider {

    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final Duration SLOW = Duration.ofSeconds(5);
    private static final int FLAKY_FAULTS = 2;

    private final Vertx vertx;
    private final Journal journal;
    private final Ledger ledger;
    private final Webhooks webhooks;
    private final InstantSource clock;
    private final Ids ids;
    private final Supplier<String> url;
    private final Map<String, Integer> faults = new HashMap<>();

    /** What time, chance and address a provider has. */
    record Place(InstantSource clock, Ids ids, Supplier<String> url) {}

    Provider(Vertx vertx, Journal journal, Ledger ledger, Webhooks webhooks, Place place) {
        this.vertx = vertx;
        this.journal = journal;
        this.ledger = ledger;
        this.webhooks = webhooks;
        this.clock = place.clock();
        this.ids = place.ids();
        this.url = place.url();
    }

    /** Does what was left undone, and tells what was left untold. */
    void resume() {
        ledger.unfinished().forEach(this::finish);
        ledger.untold().forEach(this::tell);
    }

    private void finish(Command command) {
        settle(command).onFailure(failure -> LOG.error("an operation was not settled", failure));
    }

    /** Takes a request. */
    Future<Reply> submit(Command command) {
        var known = ledger.command(command.key());
        if (known.isPresent()) {
            return journal.settled().map(_ -> again(known.get(), command));
        }
        if (isFault(command)) {
            return Future.succeededFuture(new Reply.Fault());
        }
        return append(new Entry.Booked(now(), command))
                .compose(_ -> work(command))
                .compose(_ -> settle(command))
                .map(_ -> reply(command));
    }

    /** What became of a request; empty for a key never seen. */
    Future<Optional<Operation>> lookUp(String key) {
        return journal.settled().map(_ -> ledger.operation(key));
    }

    /** A page of what was moved, all of it on the disk. */
    Future<Movements.Page> moved(long after, int limit) {
        var page = ledger.moved().after(after, limit);
        return journal.settled().map(page);
    }

    /** The payment that a page is about. */
    Optional<Operation> challenge(String reference) {
        return ledger.byReference(reference)
                .filter(operation -> operation.kind() == Kind.AUTHORIZATION);
    }

    /** The shopper has decided; a decision made already stays. */
    Future<Operation> decide(Operation asked, boolean approved) {
        var operation = ledger.operation(asked.key()).orElse(asked);
        if (operation.status() != Status.ACTION_REQUIRED) {
            return journal.settled().map(_ -> operation);
        }
        var settled =
                new Entry.Settled(
                        now(),
                        operation.key(),
                        approved ? Status.AUTHORIZED : Status.DECLINED,
                        operation.amount(),
                        operation.reference(),
                        approved ? operation.last4() : null,
                        approved ? null : "refused-by-shopper",
                        null,
                        ids.next());
        return append(settled).map(_ -> ledger.operation(operation.key()).orElse(operation));
    }

    private Reply again(Command known, Command command) {
        if (!known.equals(command)) {
            return new Reply.Refused(
                    ServiceFailure.of(
                            Reason.REFUSED,
                            "idempotency-key-reused",
                            "The key was used for another request"));
        }
        return reply(command);
    }

    private Reply reply(Command command) {
        var isMute =
                (command.kind() == Kind.AUTHORIZATION || command.kind() == Kind.CAPTURE)
                        && tokenOf(command) == Token.TIMEOUT;
        return isMute
                ? new Reply.Silence()
                : ledger.operation(command.key())
                        .<Reply>map(Reply.Of::new)
                        .orElseGet(Reply.Fault::new);
    }

    private boolean isFault(Command command) {
        return tokenOf(command) == Token.FLAKY
                && (command.kind() == Kind.AUTHORIZATION || command.kind() == Kind.CAPTURE)
                && faults.merge(command.key(), 1, Integer::sum) <= FLAKY_FAULTS;
    }

    private Token tokenOf(Command command) {
        return ledger.command(command.authorizationKey())
                .map(authorization -> Token.of(authorization.token()))
                .orElseGet(() -> Token.of(command.token()));
    }

    private Future<Void> work(Command command) {
        return command.kind() == Kind.AUTHORIZATION && tokenOf(command) == Token.SLOW
                ? vertx.timer(SLOW.toMillis(), TimeUnit.MILLISECONDS).mapEmpty()
                : Future.succeededFuture();
    }

    private Future<Void> settle(Command command) {
        var verdict = ledger.decide(command);
        return append(settled(command, verdict));
    }

    private Entry.Settled settled(Command command, Ledger.Verdict verdict) {
        var isAuthorization = command.kind() == Kind.AUTHORIZATION;
        var reference = isAuthorization ? "auth-" + ids.next() : null;
        var isOpen = verdict.status() == Status.ACTION_REQUIRED;
        return new Entry.Settled(
                now(),
                command.key(),
                verdict.status(),
                verdict.amount(),
                reference,
                isAuthorization ? tokenOf(command).last4() : null,
                verdict.reason(),
                isOpen ? url.get() + "/challenges/" + reference : null,
                isUntold(command) ? ids.next() : null);
    }

    /** Whether the answer may not reach the shop, or comes late. */
    private boolean isUntold(Command command) {
        var token = tokenOf(command);
        return (command.kind() == Kind.AUTHORIZATION || command.kind() == Kind.CAPTURE)
                && (token == Token.SLOW || token == Token.TIMEOUT);
    }

    /** What is known at once is told only when it is on the disk. */
    private Future<Void> append(Entry entry) {
        ledger.apply(entry);
        return journal.append(entry)
                .onSuccess(
                        _ -> {
                            if (entry instanceof Entry.Settled settled) {
                                tellOf(settled.message());
                            }
                        });
    }

    private void tellOf(@Nullable UUID message) {
        var operation = message == null ? null : ledger.untold().get(message);
        if (message != null && operation != null) {
            tell(message, operation);
        }
    }

    private void tell(UUID message, Operation operation) {
        var orderId = ledger.command(operation.authorizationKey()).map(Command::orderId).orElse("");
        webhooks.tell(new Webhooks.Message(message, orderId, operation))
                .compose(_ -> append(new Entry.Told(now(), message)))
                .onFailure(failure -> LOG.warn("a webhook was given up", failure));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
