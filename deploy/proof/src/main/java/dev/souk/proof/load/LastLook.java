package dev.souk.proof.load;

import dev.souk.proof.evidence.Operation;
import dev.souk.proof.evidence.Outcome;
import dev.souk.proof.evidence.Row;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * What all customers see when the shop is quiet again: every order that they were ever told of, and
 * every one in their lists. Before, each decides what still waits for a decision.
 */
public final class LastLook {

    private static final int AT_ONCE = 4;
    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Stage stage;
    private final Map<String, Set<String>> orders = new HashMap<>();
    private final Map<String, String> emails = new HashMap<>();

    /**
     * @param history of the load, which has ended
     */
    public LastLook(Stage stage, Iterable<Operation> history) {
        this.stage = stage;
        for (var operation : history) {
            if (operation.is("who-am-i") && operation.isOk()) {
                emails.put(operation.client(), operation.asked().text("email"));
            }
            var id = operation.told().text("orderId");
            if (operation.is("place") && !id.isEmpty()) {
                orders.computeIfAbsent(operation.client(), _ -> new HashSet<>()).add(id);
            }
        }
    }

    /** Decides what waits for a shopper. */
    public void decide() throws InterruptedException {
        forAll(this::decide);
    }

    /** Reads everything. */
    public void read() throws InterruptedException {
        forAll(this::read);
    }

    private interface Task {
        void run(Client client, String token) throws InterruptedException;
    }

    private void forAll(Task task) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var running =
                    emails.keySet().stream()
                            .<Future<?>>map(name -> threads.submit(() -> run(task, name)))
                            .toList();
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private boolean run(Task task, String name) throws InterruptedException {
        var client = new Client(name, stage, 0);
        var email = emails.getOrDefault(name, "");
        var body = Map.of("email", email, "password", Account.PASSWORD);
        var request = Request.post("/v1/sessions", "", body);
        var answer = repeated(client, "log-in", Map.of("email", email), request, Answer::brief);
        task.run(client, answer.body().text("accessToken"));
        return true;
    }

    private void decide(Client client, String token) throws InterruptedException {
        for (var page = "/v1/orders?limit=100&status=reserved"; !page.isEmpty(); ) {
            var answer =
                    client.call("last-list", Map.of(), Request.get(page, token), Answer::brief);
            for (var order : answer.body().each("items").toList()) {
                var url = order.text("payment/action/url");
                if (!url.isEmpty()) {
                    var asked = Map.of("order", order.text("id"), "decision", "approve");
                    var request = new Request("POST", url, "", "decision=approve", Map.of());
                    var _ = client.call("decide", asked, request, Answer::brief);
                }
            }
            page = next(answer, "/v1/orders?limit=100&status=reserved");
        }
    }

    private void read(Client client, String token) throws InterruptedException {
        var ids = new TreeSet<>(orders.getOrDefault(client.name(), Set.of()));
        for (var page = "/v1/orders?limit=100"; !page.isEmpty(); ) {
            var request = Request.get(page, token);
            var answer = repeated(client, "final-list", Map.of(), request, Answer::brief);
            answer.body().each("items").forEach(order -> ids.add(order.text("id")));
            page = next(answer, "/v1/orders?limit=100");
        }
        for (var id : ids) {
            var request = Request.get("/v1/orders/" + id, token);
            var _ =
                    repeated(
                            client, "final-order", Map.of("orderId", id), request, LastLook::whole);
        }
    }

    private static String next(Answer answer, String path) {
        var cursor = answer.body().text("nextCursor");
        return cursor.isEmpty() ? "" : path + "&cursor=" + cursor;
    }

    private static Map<String, Object> whole(Answer answer) {
        var told = answer.versioned();
        told.put("order", answer.isOk() ? answer.body().json() : Row.EMPTY.json());
        return told;
    }

    /** The shop is whole again: what it can't answer now is asked for again, a few times. */
    private Answer repeated(
            Client client,
            String call,
            Map<String, ?> asked,
            Request request,
            Function<Answer, Map<String, Object>> told)
            throws InterruptedException {
        var answer = client.call(call, asked, request, told);
        for (var again = 1; again < ATTEMPTS && answer.outcome() == Outcome.UNKNOWN; again++) {
            Thread.sleep(PAUSE);
            answer = client.call(call, asked, request, told);
        }
        return answer;
    }
}
