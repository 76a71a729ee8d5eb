package dev.souk.simulation.checkout;

import dev.souk.contract.Money;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.Statement;
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
import dev.souk.simulation.Bug;
import dev.souk.simulation.checkout.ModelProvider.Command;
import dev.souk.simulation.checkout.ModelProvider.Kind;
import dev.souk.simulation.checkout.ModelProvider.Operation;
import dev.souk.simulation.engine.Lost;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** The provider as one order node reaches it; reads its answers as {@code SandboxPayments} does. */
final class ProviderOverNetwork implements PaymentProvider {

    private static final UUID NO_ORDER = new UUID(0, 0);
    private static final Money NOTHING = Money.zero("EUR");

    private final ModelProvider provider;
    private final Network network;
    private final Node client;
    private final Set<Bug> bugs;
    private final Map<String, Integer> refunds = new HashMap<>();
    private int captures;

    ProviderOverNetwork(ModelProvider provider, Network network, Node client, Set<Bug> bugs) {
        this.provider = provider;
        this.network = network;
        this.client = client;
        this.bugs = bugs;
    }

    @Override
    public boolean mayBeAsked() {
        return !network.breaks();
    }

    @Override
    public Future<PaymentOutcome> authorize(Authorization request, Duration within) {
        var command =
                new Command(
                        Kind.AUTHORIZATION,
                        request.key(),
                        request.key(),
                        request.orderId(),
                        request.amount(),
                        request.token());
        return submit(command, within);
    }

    @Override
    public Future<PaymentOutcome> capture(Movement capture, Duration within) {
        var again = bugs.contains(Bug.CAPTURE_UNDER_A_NEW_KEY) ? ":" + ++captures : "";
        return submit(movement(Kind.CAPTURE, capture, capture.key() + again), within);
    }

    @Override
    public Future<PaymentOutcome> voidByKey(Authorization authorization, Duration within) {
        var key = authorization.key() + ":void";
        var command = new Command(Kind.VOID, key, authorization.key(), NO_ORDER, NOTHING, "");
        return submit(command, within);
    }

    @Override
    public Future<PaymentOutcome> refund(Movement refund, Duration within) {
        var times = refunds.merge(refund.key(), 1, Integer::sum);
        var isNew = bugs.contains(Bug.REFUND_REPEATED_UNDER_A_NEW_KEY) && times > 1;
        var again = isNew ? ":" + times : "";
        return submit(movement(Kind.REFUND, refund, refund.key() + again), within);
    }

    @Override
    public Future<PaymentOutcome> lookUp(String key, Duration within) {
        return outcome(
                "look up",
                within,
                () ->
                        provider.lookUp(key)
                                .map(
                                        found ->
                                                found.map(ProviderOverNetwork::outcomeOf)
                                                        .orElseGet(NotFound::new)));
    }

    @Override
    public Future<Statement> statement(String cursor, int limit, Duration within) {
        return Future.failedFuture(new UnsupportedOperationException("nobody reads the books"));
    }

    private static Command movement(Kind kind, Movement movement, String key) {
        return new Command(kind, key, movement.authorizationKey(), NO_ORDER, movement.amount(), "");
    }

    private Future<PaymentOutcome> submit(Command command, Duration within) {
        return outcome(
                command.kind().name(),
                within,
                () -> provider.submit(command).map(ProviderOverNetwork::outcomeOf));
    }

    private Future<PaymentOutcome> outcome(
            String what, Duration within, Supplier<Future<PaymentOutcome>> work) {
        return network.ask(client, provider.node(), what, within, work)
                .otherwise(ProviderOverNetwork::unheard);
    }

    private static PaymentOutcome unheard(Throwable failure) {
        return switch (failure) {
            case Lost lost when lost.isSurelyUnsent() -> new NotReached("refused");
            case Lost _, ModelProvider.Fault _ -> new NoAnswer("lost");
            default -> throw new IllegalStateException(failure);
        };
    }

    private static PaymentOutcome outcomeOf(Operation operation) {
        return switch (operation.status()) {
            case IN_PROGRESS -> new InProgress();
            case AUTHORIZED -> new Authorized("auth-" + operation.command().key(), "4242");
            case ACTION_REQUIRED -> new ActionRequired("page/" + operation.command().key());
            case DECLINED -> new Declined("card-declined");
            case CAPTURED -> new Captured(operation.amount());
            case VOIDED -> new Voided();
            case REFUNDED -> new Refunded(operation.amount());
            case REFUSED ->
                    operation.command().kind() == Kind.VOID
                            ? new Captured(operation.amount())
                            : new NotCapturable("refused");
        };
    }
}
