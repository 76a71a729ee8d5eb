package dev.souk.notify.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.contract.Endpoint;
import dev.souk.contract.Money;
import dev.souk.contract.Reason;
import dev.souk.contract.ServiceFailure;
import dev.souk.notify.app.MailQueue.Claimed;
import dev.souk.notify.app.MailQueue.Outcome;
import dev.souk.notify.domain.OrderNotice;
import dev.souk.user.api.Contact;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

class SendMailsTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Queue queue = new Queue();
    private final Server server = new Server();
    private final Contacts contacts = new Contacts();
    private final List<String> traces = new ArrayList<>();
    private final SendMails sendMails =
            new SendMails(
                    queue,
                    server,
                    contacts,
                    (traceparent, work) -> {
                        traces.add(traceparent);
                        return work.get();
                    },
                    new Random(1));

    @Test
    void sendsWhatIsDueToWhereItsReaderIsNow() {
        var mail = queue.add(1);

        run();

        assertThat(server.sent)
                .singleElement()
                .satisfies(
                        envelope -> {
                            assertThat(envelope.to()).isEqualTo("ada@example.test");
                            assertThat(envelope.messageId()).isEqualTo(mail.messageId());
                            assertThat(envelope.mail().text()).contains("Hello Ada", "S-100042");
                        });
        assertThat(queue.outcomes).containsEntry(mail.id(), new Outcome.Sent());
        assertThat(traces).containsExactly(TRACE);
    }

    @Test
    void goesOnUntilNothingIsDue() {
        for (var i = 0; i < 40; i++) {
            queue.add(1);
        }

        run();

        assertThat(server.sent).hasSize(40);
    }

    @Test
    void triesAgainLaterWhileTheServerIsAway() {
        var mail = queue.add(3);
        server.failure = ServiceFailure.unavailable("away", Duration.ofSeconds(1));

        run();

        assertThat(queue.outcomes.get(mail.id()))
                .isInstanceOfSatisfying(
                        Outcome.Later.class,
                        later ->
                                assertThat(later.pause())
                                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void claimsNothingWhileTheServerIsKnownToBeAway() {
        queue.add(1);
        server.there = false;

        run();

        assertThat(queue.outcomes).isEmpty();
        assertThat(queue.waiting).hasSize(1);
    }

    @Test
    void triesAgainLaterWhileNobodySaysWhereTheReaderIs() {
        var mail = queue.add(1);
        contacts.failure = ServiceFailure.unavailable("away", Duration.ofSeconds(1));

        run();

        assertThat(queue.outcomes.get(mail.id())).isInstanceOf(Outcome.Later.class);
        assertThat(server.sent).isEmpty();
    }

    @Test
    void dropsTheMailOfAnAccountThatIsGone() {
        var mail = queue.add(1);
        contacts.failure = ServiceFailure.notFound("user");

        run();

        assertThat(queue.outcomes.get(mail.id())).isInstanceOf(Outcome.Dropped.class);
    }

    @Test
    void dropsWhatTheServerGoesOnRefusing() {
        var young = queue.add(1);
        var old = queue.add(8);
        server.failure = ServiceFailure.of(Reason.REFUSED, "no such mailbox");

        run();

        assertThat(queue.outcomes.get(young.id())).isInstanceOf(Outcome.Later.class);
        assertThat(queue.outcomes.get(old.id())).isInstanceOf(Outcome.Dropped.class);
    }

    private void run() {
        assertThat(sendMails.run().succeeded()).isTrue();
    }

    private static final class Queue implements MailQueue {

        final Deque<Claimed> waiting = new ArrayDeque<>();
        final Map<UUID, Outcome> outcomes = new HashMap<>();

        @CanIgnoreReturnValue
        Claimed add(int attempt) {
            var id = new UUID(7, waiting.size());
            var notice =
                    new OrderNotice(
                            OrderNotice.Kind.ORDER_CONFIRMED,
                            id,
                            "S-100042",
                            List.of(),
                            new Money(1299, "EUR"),
                            "");
            var mail = new Claimed(id, id, id, notice, "<" + id + "@souk.test>", TRACE, attempt);
            waiting.add(mail);
            return mail;
        }

        @Override
        public Future<List<Claimed>> claim(int limit) {
            var claimed = new ArrayList<Claimed>();
            while (claimed.size() < limit && !waiting.isEmpty()) {
                claimed.add(waiting.remove());
            }
            return Future.succeededFuture(claimed);
        }

        @Override
        public Future<Void> settle(Claimed mail, Outcome outcome) {
            outcomes.put(mail.id(), outcome);
            return Future.succeededFuture();
        }
    }

    private static final class Server implements MailServer {

        final List<Envelope> sent = new ArrayList<>();
        boolean there = true;
        @Nullable ServiceFailure failure;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public Future<Void> send(Envelope envelope) {
            if (failure != null) {
                return Future.failedFuture(failure);
            }
            sent.add(envelope);
            return Future.succeededFuture();
        }
    }

    private static final class Contacts implements ServiceClient {

        @Nullable ServiceFailure failure;

        @Override
        public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
            return failure != null
                    ? Future.failedFuture(failure)
                    : Future.succeededFuture(
                            endpoint.reply().cast(new Contact("ada@example.test", "Ada", "en")));
        }

        @Override
        public Future<RawReply> exchange(RawRequest request, CallContext context) {
            return Future.failedFuture(new UnsupportedOperationException());
        }
    }
}
