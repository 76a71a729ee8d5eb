package dev.souk.notify.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

import dev.souk.cluster.sql.Database;
import dev.souk.cluster.sql.DatabaseConfig;
import dev.souk.contract.Ids;
import dev.souk.contract.Money;
import dev.souk.notify.api.OrderMessages.Message;
import dev.souk.notify.app.MailQueue.Claimed;
import dev.souk.notify.app.MailQueue.Outcome;
import dev.souk.notify.app.Notifications;
import dev.souk.notify.domain.Notification;
import dev.souk.notify.domain.OrderNotice;
import dev.souk.notify.store.PgNotices.Told;
import dev.souk.testkit.Eventually;
import dev.souk.testkit.TestServers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PgNoticesIT {

    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final Ids ids = new Ids(InstantSource.system(), new SecureRandom());
    private final PgNotices notices = new PgNotices("souk.test", "notify-1");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private PgMailQueue queue;

    @SuppressWarnings("NullAway.Init")
    private PgNotifications notifications;

    @BeforeAll
    void open() {
        var config = DatabaseConfig.of(TestServers.newDatabase(), 4, "notify");
        database = await(Database.open(vertx, config, "db/cluster", "db/notify"));
        queue = new PgMailQueue(database, ids, "notify-2");
        notifications = new PgNotifications(database);
        Eventually.holds("the database answers", () -> await(database.check().map(true)));
    }

    @AfterAll
    void close() {
        await(database.close());
        await(vertx.close());
    }

    @BeforeEach
    void empty() {
        await(database.query("DELETE FROM mails", Tuple.tuple()));
    }

    @Test
    void tellsOfAnEventOnce() {
        var told = told(ids.next(), ids.next());

        await(database.transaction(tx -> notices.tell(tx, told)));
        await(database.transaction(tx -> notices.tell(tx, told)));

        assertThat(await(queue.claim(9)))
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.notice()).isEqualTo(told.notice());
                            assertThat(mail.userId()).isEqualTo(told.userId());
                            assertThat(mail.messageId())
                                    .isEqualTo(
                                            "<"
                                                    + told.eventId()
                                                    + "."
                                                    + told.userId()
                                                    + "@souk.test>");
                            assertThat(mail.traceparent()).isEqualTo("trace");
                            assertThat(mail.attempt()).isEqualTo(1);
                        });
        assertThat(list(told.userId(), null)).hasSize(1);
    }

    @Test
    void answersWhatWasToldOfAnOrderByWhomAndInWhichTrace() {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var told = told(ids.next(), ids.next(), "00-" + trace + "-00f067aa0ba902b7-01");
        await(database.transaction(tx -> notices.tell(tx, told)));
        await(queue.settle(await(queue.claim(1)).getFirst(), new Outcome.Sent()));

        var messages =
                await(new PgOrderMessages(database).find(told.notice().orderId())).messages();

        assertThat(messages)
                .filteredOn(message -> message.id().equals(told.eventId()))
                .extracting(Message::channel, Message::template, Message::state, Message::node)
                .containsExactlyInAnyOrder(
                        tuple("in-app", "order-confirmed", "sent", "notify-1"),
                        tuple("mail", "order-confirmed", "sent", "notify-2"));
        assertThat(messages)
                .filteredOn(message -> message.id().equals(told.eventId()))
                .extracting(Message::traceId)
                .containsOnly(trace);
        assertThat(await(new PgOrderMessages(database).find(ids.next())).messages()).isEmpty();
    }

    @Test
    void givesEachMailToOneSender() {
        IntStream.range(0, 20).forEach(i -> tell(ids.next()));

        var claims = IntStream.range(0, 4).mapToObj(i -> queue.claim(10)).toList();

        assertThat(await(Future.all(claims)).succeeded()).isTrue();
        assertThat(claims.stream().flatMap(claim -> claim.result().stream()).map(Claimed::id))
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void givesAMailToAnotherSenderWhenTheFirstIsTakenForDead() {
        tell(ids.next());
        var first = await(queue.claim(1)).getFirst();
        assertThat(await(queue.claim(1))).isEmpty();
        await(
                database.query(
                        "UPDATE mails SET claimed_until = now() - interval '1 s'", Tuple.tuple()));

        var second = await(queue.claim(1)).getFirst();
        await(queue.settle(first, new Outcome.Dropped("too late to say so")));

        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(state()).isEqualTo("queued");
        await(queue.settle(second, new Outcome.Sent()));
        assertThat(state()).isEqualTo("sent");
    }

    @Test
    void givesBackWhatIsToBeSentLater() {
        tell(ids.next());
        var mail = await(queue.claim(1)).getFirst();

        await(queue.settle(mail, new Outcome.Later(Duration.ofMillis(300), "away")));

        assertThat(state()).isEqualTo("queued");
        Eventually.holds("the mail is due again", () -> !await(queue.claim(1)).isEmpty());
    }

    @Test
    void listsTheNewestFirstAndKnowsWhatIsRead() {
        var user = ids.next();
        var older = tell(user);
        var newer = tell(user);

        assertThat(list(user, null)).containsExactly(newer, older);
        var read = await(notifications.markRead(user, older)).orElseThrow();
        assertThat(read.readAt()).isNotNull();
        assertThat(await(notifications.markRead(user, older)).orElseThrow()).isEqualTo(read);
        assertThat(list(user, false)).containsExactly(newer);
        assertThat(list(user, true)).containsExactly(older);
        assertThat(await(notifications.markRead(ids.next(), newer))).isEmpty();
    }

    @Test
    void pagesBehindAMessage() {
        var user = ids.next();
        var older = tell(user);
        var newer = tell(user);

        assertThat(await(notifications.list(new Notifications.Query(user, null, newer, 9))))
                .extracting(Notification::id)
                .containsExactly(older);
    }

    @Test
    void forgetsWhoIsGone() {
        var user = ids.next();
        tell(user);

        await(database.transaction(tx -> notices.forget(tx, user)));

        assertThat(list(user, null)).isEmpty();
        assertThat(await(queue.claim(9))).isEmpty();
    }

    @CanIgnoreReturnValue
    private UUID tell(UUID user) {
        var event = ids.next();
        await(database.transaction(tx -> notices.tell(tx, told(event, user))));
        return event;
    }

    private static Told told(UUID event, UUID user) {
        return told(event, user, "trace");
    }

    private static Told told(UUID event, UUID user, String traceparent) {
        var notice =
                new OrderNotice(
                        OrderNotice.Kind.ORDER_CONFIRMED,
                        event,
                        "S-100042",
                        List.of(new OrderNotice.Line("Cup", 2, new Money(2598, "EUR"))),
                        new Money(2598, "EUR"),
                        "");
        return new Told(event, user, notice, TIME, traceparent);
    }

    private List<UUID> list(UUID user, @org.jspecify.annotations.Nullable Boolean read) {
        return await(notifications.list(new Notifications.Query(user, read, null, 9))).stream()
                .map(Notification::id)
                .toList();
    }

    private String state() {
        var rows = await(database.query("SELECT state FROM mails", Tuple.tuple()));
        return rows.iterator().next().getString("state");
    }

    @CanIgnoreReturnValue
    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
