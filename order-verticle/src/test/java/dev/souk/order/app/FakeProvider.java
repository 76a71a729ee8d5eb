package dev.souk.order.app;

import dev.souk.contract.Money;
import dev.souk.order.app.Statement.Line;
import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.Authorized;
import dev.souk.order.domain.StepOutcome.Captured;
import dev.souk.order.domain.StepOutcome.Declined;
import dev.souk.order.domain.StepOutcome.InProgress;
import dev.souk.order.domain.StepOutcome.NoAnswer;
import dev.souk.order.domain.StepOutcome.NotCapturable;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.NotReached;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;
import dev.souk.order.domain.StepOutcome.Refunded;
import dev.souk.order.domain.StepOutcome.Voided;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** A provider that books by key, with the sandbox's tokens. */
final class FakeProvider {

    private static final int LOOKS_UNTIL_SLOW_IS_DONE = 3;

    /** Whether no money is given back, for good. */
    boolean refusesRefunds;

    private final Map<String, PaymentOutcome> outcomes = new HashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();
    private final Set<String> voided = new HashSet<>();
    private final Map<String, Long> captured = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final List<Line> books = new ArrayList<>();

    /** What is held of the money that was taken under a key. */
    long held(String authorizationKey) {
        return captured.getOrDefault(authorizationKey, 0L)
                - refunded.getOrDefault(authorizationKey, 0L);
    }

    /** How much was ever taken under a key. */
    long taken(String authorizationKey) {
        return captured.getOrDefault(authorizationKey, 0L);
    }

    /** Whether money is still set aside, and neither taken nor let go. */
    boolean isOpen(String authorizationKey) {
        return outcomes.get(authorizationKey) instanceof Authorized
                && !voided.contains(authorizationKey)
                && taken(authorizationKey) == 0;
    }

    /** The shopper decides. */
    void decide(String key, boolean approves) {
        if (!voided.contains(key) && outcomes.get(key) instanceof ActionRequired) {
            outcomes.put(key, approves ? new Authorized("auth", "3220") : new Declined("refused"));
        }
    }

    /** The way to it from one node. */
    PaymentProvider from(Supplier<Fate> fate) {
        return new PaymentProvider() {
            @Override
            public boolean mayBeAsked() {
                return true;
            }

            @Override
            public Future<PaymentOutcome> authorize(Authorization request, Duration within) {
                var isMute = request.token().equals("tok_timeout");
                var sent = send(() -> book(request.key(), () -> answer(request)));
                return isMute ? sent.map(_ -> new NoAnswer("no answer")) : sent;
            }

            @Override
            public Future<PaymentOutcome> capture(Movement capture, Duration within) {
                return send(() -> book(capture.key(), () -> take(capture)));
            }

            @Override
            public Future<PaymentOutcome> voidByKey(Authorization request, Duration within) {
                return send(() -> letGo(request.key()));
            }

            @Override
            public Future<PaymentOutcome> refund(Movement refund, Duration within) {
                return send(() -> book(refund.key(), () -> giveBack(refund)));
            }

            @Override
            public Future<PaymentOutcome> lookUp(String key, Duration within) {
                return send(() -> look(key));
            }

            @Override
            public Future<Statement> statement(String cursor, int limit, Duration within) {
                return fate.get().send(() -> pageAfter(cursor, limit));
            }

            private Future<PaymentOutcome> send(Supplier<PaymentOutcome> work) {
                return fate.get().send(work, new NotReached("refused"), new NoAnswer("lost"));
            }
        };
    }

    private PaymentOutcome book(String key, Supplier<PaymentOutcome> work) {
        if (!outcomes.containsKey(key)) {
            outcomes.put(key, work.get());
        }
        return look(key);
    }

    private PaymentOutcome look(String key) {
        var outcome = outcomes.get(key);
        if (outcome == null) {
            return new NotFound();
        }
        if (voided.contains(key)) {
            return new Voided();
        }
        if (outcome instanceof InProgress
                && looks.merge(key, 1, Integer::sum) > LOOKS_UNTIL_SLOW_IS_DONE) {
            outcomes.put(key, new Authorized("auth", "0005"));
        }
        return outcome;
    }

    private PaymentOutcome answer(PaymentProvider.Authorization request) {
        if (voided.contains(request.key())) {
            return new Voided();
        }
        return switch (request.token()) {
            case "tok_visa", "tok_timeout" -> new Authorized("auth", "4242");
            case "tok_slow" -> new InProgress();
            case "tok_challenge" -> new ActionRequired("http://provider/" + request.key());
            default -> new Declined("card-declined");
        };
    }

    private PaymentOutcome take(PaymentProvider.Movement capture) {
        var authorization = outcomes.get(capture.authorizationKey());
        if (voided.contains(capture.authorizationKey())
                || !(authorization instanceof Authorized)
                || taken(capture.authorizationKey()) > 0) {
            return new NotCapturable("not authorized");
        }
        captured.merge(capture.authorizationKey(), capture.amount().amount(), Long::sum);
        books.add(new Line(orderOf(capture), capture.key(), capture.amount()));
        return new Captured(capture.amount());
    }

    private PaymentOutcome letGo(String key) {
        if (taken(key) > 0) {
            return new Captured(new Money(taken(key), "EUR"));
        }
        voided.add(key);
        return new Voided();
    }

    private PaymentOutcome giveBack(PaymentProvider.Movement refund) {
        if (refusesRefunds || refund.amount().amount() > held(refund.authorizationKey())) {
            return new NotCapturable("refused");
        }
        refunded.merge(refund.authorizationKey(), refund.amount().amount(), Long::sum);
        var given = Money.zero(refund.amount().currency()).minus(refund.amount());
        books.add(new Line(orderOf(refund), refund.key(), given));
        return new Refunded(refund.amount());
    }

    /** Every order is paid under its id. */
    private static Optional<UUID> orderOf(PaymentProvider.Movement movement) {
        return Optional.of(UUID.fromString(movement.authorizationKey()));
    }

    private Statement pageAfter(String cursor, int limit) {
        var start = cursor.isEmpty() ? 0 : Integer.parseInt(cursor);
        var end = Math.min(books.size(), start + limit);
        return new Statement(
                books.subList(start, end),
                Integer.toString(end),
                end == books.size(),
                Duration.ZERO);
    }
}
