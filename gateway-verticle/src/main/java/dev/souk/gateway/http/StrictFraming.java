package dev.souk.gateway.http;

import dev.souk.cluster.json.Json;
import dev.souk.cluster.web.Problem;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the HTTP codec of one connection, which lets through what smuggles requests, and
 * passes only well-framed bytes on. Where they stop being so, what was asked before is answered
 * still, then comes a 400, and the connection ends. Belongs to the connection's event loop.
 */
final class StrictFraming extends ChannelInboundHandlerAdapter {

    private static final long HEAD_SECONDS = 10;

    private final FramingParser parser = new FramingParser();
    private final String base;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ScheduledFuture<?> headLimit;
    private @Nullable Violation refused;
    private @Nullable BrokenBody brokenBody;
    private int answered;
    private boolean ended;

    /** Is told that the body of the request under way will never be whole. */
    @FunctionalInterface
    interface BrokenBody {
        void broken(Violation violation);
    }

    private StrictFraming(String base) {
        this.base = base;
    }

    /**
     * Puts one before a connection's codec.
     *
     * @param base of the problem pages
     */
    static StrictFraming guard(HttpConnection connection, String base) {
        var guard = new StrictFraming(base);
        if (connection instanceof HttpServerConnection internal) {
            internal.channelHandlerContext().pipeline().addFirst("strict-framing", guard);
            return guard;
        }
        throw new IllegalStateException("not a connection of an HTTP/1 server");
    }

    /** Names who is told of a broken body, while one is read. */
    void watchBody(@Nullable BrokenBody listener) {
        brokenBody = listener;
        var violation = refused;
        if (listener != null && violation != null && parser.isInBody()) {
            listener.broken(violation);
        }
    }

    /** Whether nothing more will be passed on. */
    boolean isRefused() {
        return refused != null;
    }

    /** A request that this connection brought was answered. */
    void answered() {
        answered++;
        refuseIfIdle();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        cancelLimit();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelLimit();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
        } else if (refused != null) {
            ReferenceCountUtil.release(message);
        } else {
            read(ctx, bytes);
        }
    }

    private void read(ChannelHandlerContext ctx, ByteBuf bytes) {
        var good = parser.accept(bytes);
        var violation = parser.violation();
        if (violation == null) {
            limitHead(ctx);
            ctx.fireChannelRead(bytes);
            return;
        }
        cancelLimit();
        refused = violation;
        if (good > 0) {
            ctx.fireChannelRead(bytes.readSlice(good));
        } else {
            bytes.release();
        }
        refuse(violation);
    }

    private void refuse(Violation violation) {
        var listener = brokenBody;
        if (parser.isInBody() && listener != null) {
            listener.broken(violation);
        } else {
            refuseIfIdle();
        }
    }

    /**
     * The head that is refused was counted, and will never be answered by anybody else; a request
     * whose body is refused has had its answer, and gets no second one.
     */
    private void refuseIfIdle() {
        var violation = refused;
        var ctx = context;
        if (violation == null || ctx == null || ended) {
            return;
        }
        var asked = parser.heads() - (parser.isInBody() ? 0 : 1);
        if (answered >= asked) {
            ended = true;
            var last =
                    parser.isInBody()
                            ? Unpooled.EMPTY_BUFFER
                            : Unpooled.wrappedBuffer(answer(violation));
            ctx.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** A head that isn't whole yet has only so much time to become so. */
    private void limitHead(ChannelHandlerContext ctx) {
        if (!parser.isInHead()) {
            cancelLimit();
        } else if (headLimit == null) {
            headLimit =
                    ctx.executor()
                            .schedule(() -> headTookTooLong(), HEAD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void headTookTooLong() {
        if (refused == null) {
            refused = Violation.slow();
            refuseIfIdle();
        }
    }

    private void cancelLimit() {
        var limit = headLimit;
        headLimit = null;
        if (limit != null) {
            limit.cancel(false);
        }
    }

    private byte[] answer(Violation violation) {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", base + "/problems/" + violation.code());
        problem.put("title", Problem.title(violation.code()));
        problem.put("status", violation.status());
        problem.put("detail", violation.detail());
        problem.put("code", violation.code());
        var body = Json.bytes(problem);
        var head =
                "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(
                                violation.status(),
                                Problem.title(violation.code()),
                                Problem.CONTENT_TYPE,
                                body.length);
        var answer = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, answer, 0, head.length());
        System.arraycopy(body, 0, answer, head.length(), body.length);
        return answer;
    }
}
