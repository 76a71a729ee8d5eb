package dev.souk.local.node;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.souk.local.process.EmptyStack;
import dev.souk.local.process.ProcessRecord;
import dev.souk.local.process.Stack;
import dev.souk.local.progress.Progress;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The nodes are processes that sleep, each beside a management port that says it is ready. */
@Timeout(30)
final class SubstitutesTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final Instant ready = Instant.now();
    private final AtomicInteger looksThatFail = new AtomicInteger();
    private final List<Process> processes = new ArrayList<>();
    private final List<HttpServer> ports = new ArrayList<>();
    private final Stack stack;

    SubstitutesTest(@TempDir Path root) throws IOException {
        this.stack = EmptyStack.below(root);
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        ports.forEach(port -> port.stop(0));
    }

    @Test
    void waitsUntilAnotherNodeOfTheServiceHasRunForThatLong() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");

        await(leaving, Duration.ofSeconds(2));

        assertThat(Instant.now()).isAfterOrEqualTo(ready.plusSeconds(2));
    }

    @Test
    void takesTheNodeThatHasBeenReadyForLongestWhicheverBeganFirst() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");
        node("order-3", "order", ready.minus(A_DAY));

        await(leaving, A_DAY);
    }

    @Test
    void takesANodeThatIsBusyForOneThatWorks() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");
        looksThatFail.set(3);

        await(leaving, Duration.ofSeconds(4));

        assertThat(Instant.now()).isAfterOrEqualTo(ready.plusSeconds(4));
    }

    @Test
    void doesNotWaitForLongForANodeThatIsNotAvailable() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");
        looksThatFail.set(Integer.MAX_VALUE);

        await(leaving, A_DAY);
    }

    @Test
    void letsALoneNodeGoAtOnce() throws Exception {
        var leaving = node("order-1", "order");
        node("user-1", "user");

        await(leaving, A_DAY);
    }

    @Test
    void doesNotWaitForANodeThatHasEnded() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");
        processes.getLast().destroyForcibly().waitFor();

        await(leaving, A_DAY);
    }

    @Test
    void letsANodeThatDoesNotWorkGoAtOnce() throws Exception {
        var leaving = node("order-1", "order");
        node("order-2", "order");
        processes.getFirst().destroyForcibly().waitFor();

        await(leaving, A_DAY);
    }

    private void await(ProcessRecord leaving, Duration minimum) throws Exception {
        try (var progress = Progress.toError()) {
            new Substitutes(stack, progress).await(leaving, minimum);
        }
    }

    private ProcessRecord node(String name, String service) throws IOException {
        return node(name, service, ready);
    }

    private ProcessRecord node(String name, String service, Instant since) throws IOException {
        var process = new ProcessBuilder("sleep", "60").start();
        processes.add(process);
        var record =
                new ProcessRecord(
                        name,
                        ProcessRecord.Kind.NODE,
                        service,
                        "1",
                        process.pid(),
                        stack.procfs().startTime(process.pid()).orElseThrow(),
                        listen(since),
                        "",
                        List.of(),
                        Map.of(),
                        "TERM");
        stack.records().keep(record);
        return record;
    }

    private int listen(Instant since) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var server = HttpServer.create(address, 0);
        server.createContext("/health/ready", exchange -> answer(exchange, since));
        server.start();
        ports.add(server);
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, Instant since) throws IOException {
        var fails = looksThatFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        var status = fails ? "unavailable" : "ready";
        var body =
                """
                {"status": "%s", "checks": [{"name": "node", "status": "up", "since": "%s"}]}\
                """
                        .formatted(status, since)
                        .getBytes(UTF_8);
        exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
