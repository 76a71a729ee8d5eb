package dev.souk.order.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.security.Jwks;
import dev.souk.cluster.security.ServiceTokens;
import dev.souk.cluster.security.SigningKey;
import dev.souk.cluster.web.Operations;
import dev.souk.cluster.web.StreamForm;
import dev.souk.contract.Principal;
import dev.souk.contract.ServiceFailure;
import dev.souk.order.app.FakeChanges;
import dev.souk.order.app.FollowOrders;
import dev.souk.order.domain.Orders;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The streams over HTTP, as a door asks for them. */
class OrderStreamsTest {

    private static final SigningKey KEY = SigningKey.generate("gateway");
    private static final UUID ORDER = Orders.ID;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClientAgent client = vertx.createHttpClient();
    private final FakeChanges changes = new FakeChanges(Orders.CUSTOMER);
    private final Set<String> ended = new HashSet<>();
    private final FollowOrders follow =
            new FollowOrders(
                    changes,
                    (_, _) -> Future.failedFuture(ServiceFailure.notFound("order")),
                    InstantSource.system(),
                    new Random(1),
                    ended::contains,
                    8);
    private final ServiceTokens identity =
            ServiceTokens.of(vertx, KEY, () -> Jwks.of(List.of(KEY)), InstantSource.system());

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void listen() {
        var router = Router.router(vertx);
        new OrderStreams(follow)
                .addTo(Operations.from("dev/souk/order/openapi.yaml"))
                .mount(router, identity);
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void tellsChangesAsServerSentEventsWithTheirNumbers() {
        var text = open("/v1/orders/stream", null);
        changes.add(ORDER, 2);
        await(tell());
        follow.leave();

        assertThat(await(text))
                .startsWith("retry: 1000\n\nid: 0\n\nid: 1\nevent: order.reserved\ndata: {")
                .contains("\"id\":\"" + ORDER + "\"", "\"status\":\"reserved\"", "\"version\":2")
                .contains("\"payment\":{\"status\":\"pending\"}")
                .containsPattern("retry: \\d+\n\n$");
    }

    @Test
    void goesOnBehindTheLastIdThatTheClientHasSeen() {
        changes.add(ORDER, 1);
        changes.add(ORDER, 2);
        var text = open("/v1/orders/stream", "1");
        await(tell());
        follow.leave();

        assertThat(await(text)).contains("id: 2\n").doesNotContain("id: 1\n", "id: 0\n");
    }

    @Test
    void refusesWithAProblemWhatCannotBegin() {
        assertThat(statusOf("/v1/orders/" + ORDER + "/stream", null)).isEqualTo(404);
        assertThat(statusOf("/v1/orders/stream", "x")).isEqualTo(400);
        assertThat(statusOf("/v1/orders/stream", "7")).isEqualTo(400);
        changes.add(ORDER, 1);
        changes.add(ORDER, 2);
        changes.forgetUpTo(1);
        assertThat(statusOf("/v1/orders/stream", "0")).isEqualTo(410);
        ended.add("session");
        assertThat(statusOf("/v1/orders/stream", null)).isEqualTo(401);
    }

    @Test
    void forgetsAClientThatIsGone() {
        var gone = Promise.<Void>promise();
        var response = await(ask("/v1/orders/stream", null));
        response.exceptionHandler(_ -> {}).resume();
        response.request().connection().closeHandler(_ -> gone.complete());
        await(response.request().connection().close());
        await(gone.future());

        await(untilEmpty());
        assertThat(follow.size()).isZero();
    }

    private Future<Void> untilEmpty() {
        return follow.size() == 0
                ? Future.succeededFuture()
                : vertx.timer(5, TimeUnit.MILLISECONDS).compose(_ -> untilEmpty());
    }

    private Future<Void> tell() {
        follow.changed();
        return follow.tick();
    }

    /** The whole text of a stream that has begun. */
    private Future<String> open(String path, @Nullable String lastId) {
        var response = await(ask(path, lastId));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.getHeader("content-type")).isEqualTo("text/event-stream");
        var body = response.body();
        response.resume();
        return body.map(Buffer::toString);
    }

    private int statusOf(String path, @Nullable String lastId) {
        var response = await(ask(path, lastId));
        assertThat(response.getHeader("content-type")).isEqualTo("application/problem+json");
        return response.statusCode();
    }

    private Future<HttpClientResponse> ask(String path, @Nullable String lastId) {
        return client.request(
                        HttpMethod.GET, server.actualPort(), "127.0.0.1", StreamForm.ROOT + path)
                .compose(
                        request -> {
                            var principal =
                                    new Principal(
                                            Orders.CUSTOMER.toString(),
                                            "session",
                                            Set.of("customer"));
                            var context =
                                    CallContext.of(principal, Deadline.in(Duration.ofSeconds(5)));
                            request.headers()
                                    .addAll(
                                            StreamForm.headers(
                                                    identity, "gateway", context, "http://shop"));
                            if (lastId != null) {
                                request.putHeader("last-event-id", lastId);
                            }
                            return request.send();
                        })
                .onSuccess(HttpClientResponse::pause);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(late);
        }
    }
}
