package dev.souk.acceptance.chaos;

import dev.souk.acceptance.stack.Eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A bounded load on loopback: as many clients as requests in flight, each pacing itself. They share
 * their connections, and what they know: once a gateway has said {@code Connection: close} to one,
 * none goes there any more. A client whose gateway is gone goes on at the next one of the list.
 */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 64;
    private static final int WARM_UP_SECONDS = 45;
    private static final int MEASURED_SECONDS = 10;
    private static final Duration SETTLED = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Set<URI> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final CountDownLatch running;
    private final Supplier<List<URI>> gateways;
    private final Function<RandomGenerator, Mix.Step> mix;
    private final Duration pause;

    private Load(
            Supplier<List<URI>> gateways,
            Function<RandomGenerator, Mix.Step> mix,
            int clients,
            double perSecond) {
        this.gateways = gateways;
        this.mix = mix;
        this.pause = Duration.ofNanos((long) (clients / perSecond * 1e9));
        this.running = new CountDownLatch(clients);
    }

    /**
     * Starts the load.
     *
     * @param gateways the gateways that take requests now; asked before each request
     * @param mix draws the next request
     * @param perSecond the rate of all clients together; infinite for as fast as it goes
     */
    static Load start(
            Supplier<List<URI>> gateways,
            Function<RandomGenerator, Mix.Step> mix,
            int clients,
            double perSecond) {
        var load = new Load(gateways, mix, clients, perSecond);
        IntStream.range(0, clients)
                .forEach(i -> Thread.ofVirtual().name("client-" + i).start(() -> load.client(i)));
        return load;
    }

    /** Measures how many answers a second the stack gives, then starts half of that. */
    static Load atHalfOfCapacity(
            Supplier<List<URI>> gateways, Function<RandomGenerator, Mix.Step> mix)
            throws InterruptedException {
        try (var flatOut = start(gateways, mix, CLIENTS, Double.POSITIVE_INFINITY)) {
            TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
            var before = flatOut.outcomes.size();
            TimeUnit.SECONDS.sleep(MEASURED_SECONDS);
            var perSecond = (flatOut.outcomes.size() - before) / (double) MEASURED_SECONDS;
            var all = flatOut.stop();
            System.out.printf("capacity: %.0f/s; %s%n", perSecond, new Tally(all));
            flatOut.settle();
            return start(gateways, mix, CLIENTS, perSecond / 2);
        }
    }

    /** Waits until the orders that were in hand are done: new ones are answered soon again. */
    private void settle() {
        Eventually.within(SETTLED, this::slowestOfFewOrders, took -> took.compareTo(SOON) < 0);
    }

    private Duration slowestOfFewOrders() {
        var before = outcomes.size();
        Stream.generate(() -> mix.apply(ThreadLocalRandom.current()))
                .filter(step -> step.method().equals("POST"))
                .limit(5)
                .forEach(step -> send(step, open().getFirst()));
        return outcomes.stream()
                .skip(before)
                .map(outcome -> outcome.isSuccess() ? outcome.took() : SETTLED)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private void client(int number) {
        var end = System.nanoTime() + LIMIT.toNanos();
        var turn = number;
        var due = System.nanoTime() + (long) (pause.toNanos() * Math.random());
        while (!stopped.get() && System.nanoTime() < end) {
            var open = open();
            var gateway = open.get(turn % open.size());
            if (send(mix.apply(ThreadLocalRandom.current()), gateway)) {
                turn++;
            }
            due = Math.max(due + pause.toNanos(), System.nanoTime() - pause.toNanos());
            LockSupport.parkNanos(due - System.nanoTime());
        }
        running.countDown();
    }

    private List<URI> open() {
        var known = gateways.get();
        leaving.retainAll(known);
        var open = known.stream().filter(gateway -> !leaving.contains(gateway)).toList();
        return open.isEmpty() ? known : open;
    }

    /** Sends one request; whether the client has to move on. */
    private boolean send(Mix.Step step, URI gateway) {
        var at = Instant.now();
        var began = System.nanoTime();
        try {
            var response = http.send(request(step, gateway), BodyHandlers.ofString());
            record(step, response.statusCode(), codeOf(response), at, began);
            if (response.headers().firstValue("Connection").orElse("").equals("close")) {
                leaving.add(gateway);
            }
            return false;
        } catch (IOException e) {
            record(step, 0, String.valueOf(e), at, began);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.set(true);
            return true;
        }
    }

    private void record(Mix.Step step, int status, String detail, Instant at, long began) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        outcomes.add(new Outcome(step.name(), step.repeatable(), status, detail, at, took));
    }

    private static String codeOf(HttpResponse<String> response) {
        if (response.statusCode() < 400) {
            return "";
        }
        var at = response.body().indexOf("\"code\":\"");
        var code = at < 0 ? "" : response.body().substring(at + 8).split("\"", 2)[0];
        var lacksWait =
                response.statusCode() == 503
                        && response.headers().firstValue("Retry-After").isEmpty();
        return lacksWait ? code + Outcome.WITHOUT_WAIT : code;
    }

    private static HttpRequest request(Mix.Step step, URI gateway) {
        var request =
                HttpRequest.newBuilder(gateway.resolve(step.path()))
                        .timeout(Duration.ofSeconds(15));
        if (!step.token().isEmpty()) {
            request.header("Authorization", "Bearer " + step.token());
        }
        if (!step.key().isEmpty()) {
            request.header("Idempotency-Key", step.key());
        }
        if (step.body().isEmpty()) {
            return request.method(step.method(), HttpRequest.BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(step.method(), HttpRequest.BodyPublishers.ofString(step.body()))
                .build();
    }

    /** What has ended until now. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    /** Ends the load, after what is in flight, and gives all that ended. */
    List<Outcome> stop() throws InterruptedException {
        stopped.set(true);
        running.await();
        return outcomes();
    }

    @Override
    public void close() {
        stopped.set(true);
        http.shutdownNow();
    }
}
