package dev.souk.cluster.web;

import dev.souk.cluster.bus.CallContext;
import dev.souk.cluster.bus.Deadline;
import dev.souk.cluster.bus.RawCall;
import dev.souk.cluster.bus.RawHandler;
import dev.souk.cluster.bus.RawReply;
import dev.souk.cluster.resilience.NanoClock;
import dev.souk.contract.Principal;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks a service's own reads before others do, so that classes are loaded, connections open and
 * schemas compiled when its first caller comes. The fragment names the reads: {@code x-warm-up}, a
 * list of targets as in {@code /v1/things?limit=10}.
 */
public final class WarmUp {

    private static final int ABREAST = 4;
    private static final Duration ENOUGH = Duration.ofSeconds(1);
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final Principal NOBODYS_CUSTOMER =
            new Principal(new UUID(0, 0).toString(), "", Set.of("customer"));

    private final Vertx vertx;
    private final NanoClock clock;
    private final Map<String, RawHandler> handlers;
    private final List<Read> reads;

    private record Read(String operation, MultiMap headers) {}

    private WarmUp(Vertx vertx, NanoClock clock, Operations operations) {
        this.vertx = vertx;
        this.clock = clock;
        this.handlers = operations.handlers();
        this.reads =
                operations.fragment().warmUps().stream()
                        .map(target -> read(operations.fragment(), target))
                        .toList();
    }

    /**
     * Asks for about a second, and at least once; longer only where an answer takes longer, and
     * never more than two seconds for that. Never fails: what goes wrong here goes wrong again, and
     * is told, when somebody asks.
     */
    public static Future<Void> of(Vertx vertx, NanoClock clock, Operations operations) {
        var warmUp = new WarmUp(vertx, clock, operations);
        return warmUp.reads.isEmpty()
                ? Future.succeededFuture()
                : warmUp.round(clock.nanos() + ENOUGH.toNanos());
    }

    private Future<Void> round(long end) {
        var asked = Stream.generate(() -> reads).limit(ABREAST).flatMap(List::stream);
        return Future.join(asked.map(this::ask).toList())
                .transform(_ -> vertx.timer(1, TimeUnit.MILLISECONDS))
                .compose(_ -> clock.nanos() < end ? round(end) : Future.succeededFuture());
    }

    private Future<RawReply> ask(Read read) {
        var context = CallContext.of(NOBODYS_CUSTOMER, Deadline.in(EACH));
        var call = new RawCall(read.operation, read.headers, Buffer.buffer(), context);
        return Objects.requireNonNull(handlers.get(read.operation)).handle(call);
    }

    private static Read read(Fragment fragment, String target) {
        var mark = target.indexOf('?');
        var path = mark < 0 ? target : target.substring(0, mark);
        var query = mark < 0 ? "" : target.substring(mark + 1);
        var operation =
                fragment.operations().stream()
                        .filter(one -> one.method().equals("GET") && one.path().equals(path))
                        .filter(one -> !one.streamed())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "x-warm-up names no read: " + target));
        var headers =
                BusForm.headers(
                        Target.of("", path, query),
                        query,
                        Map.of(),
                        MultiMap.caseInsensitiveMultiMap());
        return new Read(operation.id(), headers);
    }
}
