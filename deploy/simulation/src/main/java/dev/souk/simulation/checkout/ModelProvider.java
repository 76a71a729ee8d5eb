package dev.souk.simulation.checkout;

import dev.souk.contract.Money;
import dev.souk.simulation.Bug;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Expected;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;

import io.vertx.core.Future;
import io.vertx.core.Promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A payment provider with the sandbox's rules: a key is booked before anything is done under it,
 * and names one operation for good; a void marks also what was never seen; what was booked is done,
 * whatever happens to the provider.
 */
final class ModelProvider {

    private static final Duration SLOW = Duration.ofSeconds(5);

    /** What a request is about. */
    enum Kind {
        AUTHORIZATION,
        CAPTURE,
        VOID,
        REFUND
    }

    /** How far a request has come. */
    enum Status {
        IN_PROGRESS,
        AUTHORIZED,
        ACTION_REQUIRED,
        DECLINED,
        CAPTURED,
        VOIDED,
        REFUNDED,
        REFUSED
    }

    /** A request. */
    record Command(
            Kind kind, String key, String authorization, UUID order, Money amount, String token) {}

    /** A request and what became of it. */
    record Operation(Command command, Status status, Money amount) {

        Operation at(Status next, Money newAmount) {
            return new Operation(command, next, newAmount);
        }
    }

    /** The provider had a fault before it booked anything. */
    static final class Fault extends Expected {
        private static final long serialVersionUID = 1L;

        Fault() {
            super("500");
        }
    }

    private final Node node;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Set<Bug> bugs;
    private final Consumer<UUID> webhook;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, Integer> faults = new LinkedHashMap<>();

    /**
     * @param webhook told the order of which there is news
     */
    ModelProvider(Scheduler scheduler, Chance chance, Set<Bug> bugs, Consumer<UUID> webhook) {
        this.node = new Node("provider", scheduler);
        this.scheduler = scheduler;
        this.chance = chance;
        this.bugs = bugs;
        this.webhook = webhook;
    }

    Node node() {
        return node;
    }

    /** Comes up again, and does what was left undone. */
    void start() {
        node.start();
        List.copyOf(operations.values()).stream()
                .filter(operation -> operation.status() == Status.IN_PROGRESS)
                .forEach(operation -> settleLater(operation.command(), Promise.promise()));
    }

    /** Takes a request; the future never completes where the answer is never given. */
    Future<Operation> submit(Command command) {
        var known = operations.get(command.key());
        if (known != null) {
            scheduler.insist(known.command().equals(command), "a key names one request", command);
            return reply(known);
        }
        if (isFault(command)) {
            return Future.failedFuture(new Fault());
        }
        operations.put(command.key(), new Operation(command, Status.IN_PROGRESS, command.amount()));
        var done = Promise.<Operation>promise();
        settleLater(command, done);
        return done.future().compose(this::reply);
    }

    /** A request by its key, as an auditor sees it. */
    Optional<Operation> operation(String key) {
        return Optional.ofNullable(operations.get(key));
    }

    /** What became of a request. */
    Future<Optional<Operation>> lookUp(String key) {
        return Future.succeededFuture(Optional.ofNullable(operations.get(key)));
    }

    /** The shopper has decided. */
    void decide(String key, boolean approves) {
        var operation = operations.get(key);
        if (operation != null && operation.status() == Status.ACTION_REQUIRED) {
            put(operation.at(approves ? Status.AUTHORIZED : Status.DECLINED, operation.amount()));
            webhook.accept(operation.command().order());
        }
    }

    /** The authorizations that wait for their shopper. */
    List<Operation> challenges() {
        return operations.values().stream()
                .filter(operation -> operation.status() == Status.ACTION_REQUIRED)
                .toList();
    }

    /** How often, and for how much, money was taken or given back under an authorization. */
    List<Operation> movements(String authorization, Status status) {
        return operations.values().stream()
                .filter(operation -> operation.command().authorization().equals(authorization))
                .filter(operation -> operation.status() == status)
                .toList();
    }

    private boolean isFault(Command command) {
        return tokenOf(command).equals("tok_flaky")
                && isTold(command)
                && faults.merge(command.key(), 1, Integer::sum) <= 2;
    }

    private static boolean isTold(Command command) {
        return command.kind() == Kind.AUTHORIZATION || command.kind() == Kind.CAPTURE;
    }

    private String tokenOf(Command command) {
        var authorization = operations.get(command.authorization());
        return authorization == null ? command.token() : authorization.command().token();
    }

    private Future<Operation> reply(Operation operation) {
        var isMute =
                isTold(operation.command()) && tokenOf(operation.command()).equals("tok_timeout");
        return isMute
                ? Promise.<Operation>promise().future()
                : Future.succeededFuture(current(operation));
    }

    private Operation current(Operation operation) {
        return Objects.requireNonNull(operations.get(operation.command().key()));
    }

    private void settleLater(Command command, Promise<Operation> done) {
        var isSlow = command.kind() == Kind.AUTHORIZATION && command.token().equals("tok_slow");
        var time = isSlow ? SLOW : chance.between(Duration.ZERO, Duration.ofMillis(10));
        node.after(time, "settle", () -> settle(command, done));
    }

    private void settle(Command command, Promise<Operation> done) {
        var operation = decided(command);
        put(operation);
        var authorization = operations.get(command.authorization());
        if (isTold(command) && authorization != null) {
            webhook.accept(authorization.command().order());
        }
        done.tryComplete(operation);
    }

    private void put(Operation operation) {
        scheduler.note("provider", operation.status().name(), operation.command().key());
        operations.put(operation.command().key(), operation);
    }

    private Operation decided(Command command) {
        var booked = Objects.requireNonNull(operations.get(command.key()));
        return switch (command.kind()) {
            case AUTHORIZATION -> booked.at(authorized(command), command.amount());
            case CAPTURE -> booked.at(captured(command), command.amount());
            case VOID -> voided(booked);
            case REFUND -> booked.at(refunded(command), command.amount());
        };
    }

    private Status authorized(Command command) {
        var voids = movements(command.key(), Status.VOIDED);
        if (!voids.isEmpty() && !bugs.contains(Bug.VOID_FORGOTTEN)) {
            return Status.VOIDED;
        }
        return switch (command.token()) {
            case "tok_visa", "tok_slow", "tok_timeout", "tok_flaky" -> Status.AUTHORIZED;
            case "tok_challenge" -> Status.ACTION_REQUIRED;
            default -> Status.DECLINED;
        };
    }

    private Status captured(Command command) {
        var authorization = operations.get(command.authorization());
        var mayTake =
                authorization != null
                        && authorization.status() == Status.AUTHORIZED
                        && movements(command.authorization(), Status.CAPTURED).isEmpty();
        return mayTake ? Status.CAPTURED : Status.REFUSED;
    }

    private Operation voided(Operation booked) {
        var authorization = booked.command().authorization();
        var taken = new ArrayList<>(movements(authorization, Status.CAPTURED));
        taken.addAll(
                movements(authorization, Status.IN_PROGRESS).stream()
                        .filter(operation -> operation.command().kind() == Kind.CAPTURE)
                        .toList());
        if (!taken.isEmpty()) {
            return booked.at(Status.REFUSED, taken.getFirst().amount());
        }
        var open = operations.get(authorization);
        if (open != null
                && (open.status() == Status.AUTHORIZED
                        || open.status() == Status.ACTION_REQUIRED)) {
            put(open.at(Status.VOIDED, open.amount()));
        }
        return booked.at(Status.VOIDED, booked.amount());
    }

    private Status refunded(Command command) {
        var taken = sum(command, Status.CAPTURED);
        var given = sum(command, Status.REFUNDED);
        return given + command.amount().amount() <= taken ? Status.REFUNDED : Status.REFUSED;
    }

    private long sum(Command command, Status status) {
        return movements(command.authorization(), status).stream()
                .mapToLong(operation -> operation.amount().amount())
                .sum();
    }
}
