package dev.souk.local.payments;

import dev.souk.contract.Money;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All that the provider knows: the fold of its log, and the rules that say what may become of a
 * request. It does no I/O. Belongs to one thread.
 */
final class Ledger {

    private final Map<String, Command> commands = new HashMap<>();
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, List<String>> movements = new HashMap<>();
    private final Map<String, String> byReference = new HashMap<>();
    private final Set<String> voided = new HashSet<>();
    private final Map<UUID, Operation> untold = new LinkedHashMap<>();
    private final Movements moved = new Movements();

    /** What the rules say. */
    record Verdict(Status status, Money amount, @Nullable String reason) {}

    void apply(Entry entry) {
        switch (entry) {
            case Entry.Booked booked -> book(booked);
            case Entry.Settled settled -> settle(settled);
            case Entry.Told told -> untold.remove(told.message());
        }
    }

    Optional<Command> command(String key) {
        return Optional.ofNullable(commands.get(key));
    }

    Optional<Operation> operation(String key) {
        return Optional.ofNullable(operations.get(key));
    }

    /** The authorization that a page is about. */
    Optional<Operation> byReference(String reference) {
        return Optional.ofNullable(byReference.get(reference)).flatMap(this::operation);
    }

    /** What was booked and not done when the log ended. */
    List<Command> unfinished() {
        return operations.values().stream()
                .filter(operation -> operation.status() == Status.IN_PROGRESS)
                .flatMap(operation -> command(operation.key()).stream())
                .toList();
    }

    /** The news that the shop hasn't taken yet, by message. */
    Map<UUID, Operation> untold() {
        return Map.copyOf(untold);
    }

    /** The money that was moved. */
    Movements moved() {
        return moved;
    }

    /** What becomes of a booked request now. */
    Verdict decide(Command command) {
        return switch (command.kind()) {
            case AUTHORIZATION -> decideAuthorization(command);
            case CAPTURE -> decideCapture(command);
            case VOID -> decideVoid(command);
            case REFUND -> decideRefund(command);
        };
    }

    private Verdict decideAuthorization(Command command) {
        if (voided.contains(command.key())) {
            return new Verdict(Status.VOIDED, command.amount(), "voided");
        }
        var token = Token.of(command.token());
        if (token.refusal() != null) {
            return new Verdict(Status.DECLINED, command.amount(), token.refusal());
        }
        return token == Token.CHALLENGE
                ? new Verdict(Status.ACTION_REQUIRED, command.amount(), null)
                : new Verdict(Status.AUTHORIZED, command.amount(), null);
    }

    private Verdict decideCapture(Command command) {
        var authorization = operations.get(command.authorizationKey());
        if (authorization == null || authorization.status() != Status.AUTHORIZED) {
            return refused(command, voided(command) ? "voided" : "not-authorized");
        }
        if (isCaptured(command)) {
            return refused(command, "already-captured");
        }
        return command.amount().currency().equals(authorization.amount().currency())
                        && command.amount().compareTo(authorization.amount()) <= 0
                ? new Verdict(Status.CAPTURED, command.amount(), null)
                : refused(command, "amount-too-large");
    }

    /** A capture that is booked will be done, so that it counts as one. */
    private Verdict decideVoid(Command command) {
        for (var key : movementsOf(command)) {
            var movement = operations.get(key);
            if (movement != null
                    && movement.kind() == Kind.CAPTURE
                    && movement.status() != Status.REFUSED) {
                return new Verdict(Status.REFUSED, movement.amount(), "captured");
            }
        }
        return new Verdict(Status.VOIDED, amountOf(command), null);
    }

    private Verdict decideRefund(Command command) {
        var captured = sum(command, Status.CAPTURED);
        var refunded = sum(command, Status.REFUNDED);
        return isCaptured(command)
                        && command.amount().amount() >= 0
                        && refunded + command.amount().amount() <= captured
                        && amountOf(command).currency().equals(command.amount().currency())
                ? new Verdict(Status.REFUNDED, command.amount(), null)
                : refused(command, "exceeds-captured");
    }

    private boolean isCaptured(Command command) {
        return settled(command, Status.CAPTURED).findAny().isPresent();
    }

    private long sum(Command command, Status status) {
        return settled(command, status).mapToLong(each -> each.amount().amount()).sum();
    }

    private Stream<Operation> settled(Command command, Status status) {
        return movementsOf(command).stream()
                .flatMap(key -> operation(key).stream())
                .filter(movement -> movement.status() == status);
    }

    private List<String> movementsOf(Command command) {
        return movements.getOrDefault(command.authorizationKey(), List.of());
    }

    private boolean voided(Command command) {
        return voided.contains(command.authorizationKey());
    }

    private Money amountOf(Command command) {
        var authorization = operations.get(command.authorizationKey());
        return authorization == null ? command.amount() : authorization.amount();
    }

    private static Verdict refused(Command command, String reason) {
        return new Verdict(Status.REFUSED, command.amount(), reason);
    }

    private void book(Entry.Booked booked) {
        var command = booked.command();
        commands.put(command.key(), command);
        operations.put(command.key(), Operation.booked(booked));
        if (command.kind() != Kind.AUTHORIZATION) {
            movements
                    .computeIfAbsent(command.authorizationKey(), _ -> new ArrayList<>())
                    .add(command.key());
        }
    }

    private void settle(Entry.Settled settled) {
        var operation =
                operations.computeIfPresent(settled.key(), (_, old) -> old.settled(settled));
        if (operation == null) {
            throw new IllegalStateException("settled before it was booked: " + settled.key());
        }
        if (settled.message() != null) {
            untold.put(settled.message(), operation);
        }
        if (settled.status() == Status.CAPTURED || settled.status() == Status.REFUNDED) {
            moved.add(movementOf(operation, settled));
        }
        if (settled.reference() != null) {
            byReference.put(settled.reference(), settled.key());
        }
        if (operation.kind() == Kind.VOID && settled.status() == Status.VOIDED) {
            voidAuthorization(operation, settled);
        }
    }

    private Movements.Movement movementOf(Operation operation, Entry.Settled settled) {
        var orderId = command(operation.authorizationKey()).map(Command::orderId).orElse("");
        return new Movements.Movement(
                operation.key(),
                operation.kind(),
                operation.authorizationKey(),
                orderId,
                settled.amount(),
                settled.at());
    }

    private void voidAuthorization(Operation operation, Entry.Settled settled) {
        voided.add(operation.authorizationKey());
        operations.computeIfPresent(
                operation.authorizationKey(),
                (_, authorization) ->
                        authorization.status() == Status.AUTHORIZED
                                        || authorization.status() == Status.ACTION_REQUIRED
                                ? authorization.voidedAt(settled.at())
                                : authorization);
    }
}
