package dev.souk.local.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.order.app.PaymentProvider;
import dev.souk.order.app.PaymentProvider.Authorization;
import dev.souk.order.app.PaymentProvider.Movement;
import dev.souk.order.app.Statement.Line;
import dev.souk.order.domain.StepOutcome.ActionRequired;
import dev.souk.order.domain.StepOutcome.NotFound;
import dev.souk.order.domain.StepOutcome.PaymentOutcome;

import io.vertx.core.Future;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** What tests ask of a provider, one request at a time. */
abstract class ProviderCalls {

    protected static final Duration WITHIN = Duration.ofSeconds(20);

    /** For what is not answered; long enough to arrive. */
    static final Duration IN_VAIN = Duration.ofSeconds(2);

    private final Ids ids = new Ids(InstantSource.system(), new SecureRandom());

    /** The cards of a provider, by what they do. */
    public record Cards(String good, String declined, String challenge, String silent) {}

    protected abstract PaymentProvider provider();

    protected abstract Cards cards();

    /** The shopper approves or refuses at the page. */
    protected abstract void decide(String url, boolean approves) throws Exception;

    /** So much time passes that the books are complete. */
    protected abstract void settleBooks();

    Authorization taken() {
        var order = authorization(cards().good());
        authorize(order);
        capture(order);
        return order;
    }

    List<Line> linesOf(Authorization order) {
        var read = new ArrayList<Line>();
        readAll("", read);
        return read.stream()
                .filter(line -> line.orderId().equals(Optional.of(order.orderId())))
                .toList();
    }

    @CanIgnoreReturnValue
    String readAll(String from, List<Line> into) {
        var page = await(provider().statement(from, 2, WITHIN));
        into.addAll(page.lines());
        while (!page.isLast()) {
            page = await(provider().statement(page.next(), 2, WITHIN));
            into.addAll(page.lines());
        }
        return page.next();
    }

    protected Authorization authorization(String token) {
        var id = ids.next();
        return new Authorization(id, id.toString(), eur(1299), token);
    }

    @CanIgnoreReturnValue
    protected PaymentOutcome authorize(Authorization order) {
        return await(provider().authorize(order, WITHIN));
    }

    protected PaymentOutcome authorizeInVain(Authorization order) {
        return await(provider().authorize(order, IN_VAIN));
    }

    @CanIgnoreReturnValue
    protected PaymentOutcome capture(Authorization order) {
        return await(captureOf(order, WITHIN));
    }

    Future<PaymentOutcome> captureOf(Authorization order, Duration within) {
        var capture = new Movement(order.key() + ":capture", order.key(), order.amount());
        return provider().capture(capture, within);
    }

    @CanIgnoreReturnValue
    protected PaymentOutcome refund(Authorization order, String name, long amount) {
        var refund = new Movement(order.key() + ":" + name, order.key(), eur(amount));
        return await(provider().refund(refund, WITHIN));
    }

    protected PaymentOutcome voidIt(Authorization order) {
        return await(provider().voidByKey(order, WITHIN));
    }

    protected PaymentOutcome lookUp(String key) {
        return await(provider().lookUp(key, WITHIN));
    }

    /** As the saga does: what was not found is sent again, under the same key. */
    PaymentOutcome untilKnown(String key, Supplier<Future<PaymentOutcome>> send) {
        var known = lookUp(key);
        return known instanceof NotFound ? await(send.get()) : known;
    }

    protected static Line line(Authorization order, String suffix, long amount) {
        return new Line(Optional.of(order.orderId()), order.key() + suffix, eur(amount));
    }

    static String urlOf(PaymentOutcome outcome) {
        assertThat(outcome).isInstanceOf(ActionRequired.class);
        return ((ActionRequired) outcome).url();
    }

    protected static Money eur(long amount) {
        return new Money(amount, "EUR");
    }

    @CanIgnoreReturnValue
    protected static <T> T await(Future<T> future) {
        try {
            return future.await(60, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
