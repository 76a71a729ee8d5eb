package dev.souk.cluster.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Optional;

/**
 * One open stream of server-sent events (WHATWG HTML, section 9.2). A comment goes out every 15 s,
 * so that nobody on the way takes the silence for an end. Belongs to one event loop.
 */
public final class ServerSentEvents {

    private static final long COMMENT_MILLIS = 15_000;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final long comments;

    private ServerSentEvents(RoutingContext request, Duration retry) {
        this.vertx = request.vertx();
        this.response = request.response();
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store");
        this.comments = vertx.setPeriodic(COMMENT_MILLIS, _ -> comment());
        response.closeHandler(_ -> vertx.cancelTimer(comments));
        write("retry: " + retry.toMillis() + "\n\n");
    }

    /**
     * Begins a stream.
     *
     * @param retry after what time a client shall come back when the stream breaks
     */
    public static ServerSentEvents open(RoutingContext request, Duration retry) {
        return new ServerSentEvents(request, retry);
    }

    /** Where a client that comes back wants to go on: its {@code Last-Event-ID}. */
    public static Optional<String> lastEventId(Call call) {
        return call.header("last-event-id").filter(id -> !id.isEmpty());
    }

    /**
     * Sends one event.
     *
     * @param id what the client sends back to resume behind this event; no line break
     * @param type the event's name; no line break
     * @param data its body; line breaks are kept
     * @return done when it was written, or at once where the stream is over
     */
    public Future<Void> send(String id, String type, String data) {
        var text =
                new StringBuilder()
                        .append("id: ")
                        .append(oneLine(id))
                        .append("\nevent: ")
                        .append(oneLine(type));
        data.lines().forEach(line -> text.append("\ndata: ").append(line));
        return writeOpen(text.append("\n\n").toString());
    }

    /** Whether the client reads slower than events come; wait for {@link #onReady} then. */
    public boolean isFull() {
        return response.writeQueueFull();
    }

    /** Calls once when there is room again. */
    public void onReady(Runnable action) {
        response.drainHandler(_ -> action.run());
    }

    /** Calls when the client is gone or the stream has ended. */
    public void onClose(Runnable action) {
        response.closeHandler(
                _ -> {
                    vertx.cancelTimer(comments);
                    action.run();
                });
    }

    /**
     * Sends an id alone, with which the client resumes where nothing has happened since; it is told
     * to nobody.
     *
     * @return done when it was written, or at once where the stream is over
     */
    public Future<Void> mark(String id) {
        return writeOpen("id: " + oneLine(id) + "\n\n");
    }

    /** Ends the stream; the client comes back, to another node, with its last id. */
    public Future<Void> end() {
        vertx.cancelTimer(comments);
        return isOver() ? Future.succeededFuture() : response.end();
    }

    /**
     * Ends the stream of a node that leaves.
     *
     * @param retry after what time the client shall come back
     */
    public Future<Void> end(Duration retry) {
        write("retry: " + retry.toMillis() + "\n\n");
        return end();
    }

    /** Breaks the stream off, with what the client hasn't read yet. */
    public Future<Void> cut() {
        vertx.cancelTimer(comments);
        return isOver() ? Future.succeededFuture() : response.reset();
    }

    private void comment() {
        write(":\n\n");
    }

    private void write(String text) {
        writeOpen(text).onFailure(_ -> vertx.cancelTimer(comments));
    }

    private Future<Void> writeOpen(String text) {
        return isOver() ? Future.succeededFuture() : response.write(text);
    }

    private boolean isOver() {
        return response.ended() || response.closed();
    }

    private static String oneLine(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
