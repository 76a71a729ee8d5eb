package dev.souk.gateway.route;

import static dev.souk.gateway.route.Routes.NOTES;
import static dev.souk.gateway.route.Routes.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.bus.RawRequest;
import dev.souk.cluster.bus.ServiceClient;
import dev.souk.cluster.discovery.Directory;
import dev.souk.cluster.discovery.Instance;
import dev.souk.contract.Endpoint;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * One node of the service {@code notes}, which may or may not be heard, and may or may not answer.
 */
final class RouteBookTest {

    private final Vertx vertx = Vertx.vertx();
    private final Nodes nodes = new Nodes();
    private final Asked asked = new Asked();
    private final RouteBook book =
            new RouteBook(
                    nodes,
                    asked,
                    command -> Future.failedFuture("no Redis"),
                    vertx.getOrCreateContext());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void asksANodeForItsFragment() {
        var refreshed = book.refresh();

        assertThat(asked.nodes()).containsExactly("n1");
        assertThat(refreshed.isComplete()).isFalse();
        assertThat(book.unrouted()).isEqualTo(1);
        asked.answer();
        assertThat(refreshed.succeeded()).isTrue();
        assertThat(book.unrouted()).isZero();
        assertThat(book.isComplete()).isTrue();
        assertThat(book.table().match("GET", "/v1/notes")).isInstanceOf(Match.Found.class);
    }

    @Test
    void asksOnceWhileTheAnswerIsAwaited() {
        book.refresh();
        book.refresh();

        assertThat(asked.nodes()).containsExactly("n1");
    }

    @Test
    void doesNotAskANodeThatIsNotHeardYet() {
        nodes.heard = false;

        assertThat(book.refresh().succeeded()).isTrue();

        assertThat(asked.nodes()).isEmpty();
        assertThat(book.isComplete()).isFalse();
        assertThat(book.unrouted()).isZero();
    }

    @Test
    void asksAgainAfterAFailure() {
        var refreshed = book.refresh();
        asked.fail();

        assertThat(refreshed.failed()).isTrue();
        assertThat(book.unrouted()).isEqualTo(1);
        book.refresh();
        assertThat(asked.nodes()).containsExactly("n1", "n1");
    }

    private static final class Nodes implements Directory {

        private final List<Instance> all = List.of(node("n1", "1.0.0", NOTES));
        private boolean heard = true;

        @Override
        public List<Instance> instances(String service) {
            return all;
        }

        @Override
        public List<Instance> all() {
            return all;
        }

        @Override
        public boolean isSilent(String nodeId) {
            return !heard;
        }

        @Override
        public Runnable onChange(Runnable listener) {
            return () -> {};
        }
    }

    private static final class Asked implements ServiceClient {

        private final List<RawRequest> requests = new ArrayList<>();
        private final List<Promise<RawReply>> replies = new ArrayList<>();

        List<String> nodes() {
            return requests.stream().flatMap(request -> request.nodes().stream()).toList();
        }

        void answer() {
            var body = Buffer.buffer(NOTES.json());
            replies.getLast().complete(RawReply.of(200, MultiMap.caseInsensitiveMultiMap(), body));
        }

        void fail() {
            replies.getLast().fail("gone");
        }

        @Override
        public <Q, R> Future<R> call(Endpoint<Q, R> endpoint, Q request, CallContext context) {
            return Future.failedFuture("not asked for");
        }

        @Override
        public Future<RawReply> exchange(RawRequest request, CallContext context) {
            requests.add(request);
            var reply = Promise.<RawReply>promise();
            replies.add(reply);
            return reply.future();
        }
    }
}
