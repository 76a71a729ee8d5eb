package dev.souk.proof.load;

import dev.souk.proof.evidence.Row;
import dev.souk.proof.load.Staff.Counter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** All clients of a run, each on a thread of its own. */
public final class Load {

    private static final String REFUNDS = "/v1/orders/{id}/refunds";
    private static final String SHIPPING = "/v1/orders/{id}/ship";

    private final Stage stage;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<String> broken = new AtomicReference<>("");

    /**
     * Who comes.
     *
     * @param seed what their chance is drawn from
     * @param shoppers how many of the ordinary kind
     */
    public record Crowd(long seed, int shoppers) {}

    private Load(Stage stage) {
        this.stage = stage;
    }

    /**
     * Lets them in.
     *
     * @param admin the credentials of the staff
     */
    public static Load start(Stage stage, Crowd crowd, Row admin) throws InterruptedException {
        var load = new Load(stage);
        var run = Long.toString(crowd.seed());
        var visitors = new ArrayList<Visitor>();
        for (var i = 1; i <= crowd.shoppers(); i++) {
            visitors.add(new Shopper(load.client("shopper-" + i, crowd), run));
        }
        visitors.add(new Twins(load.client("twins-1", crowd), run));
        visitors.add(new Twins(load.client("twins-2", crowd), run));
        visitors.add(new Sessions(load.client("sessions-1", crowd), run));
        visitors.add(new Sessions(load.client("sessions-2", crowd), run));
        visitors.add(new Burst(load.client("burst-1", crowd)));
        visitors.add(new Staff(load.client("staff-1", crowd), load.counter(admin)));
        load.enter(visitors);
        return load;
    }

    private Client client(String name, Crowd crowd) {
        return new Client(name, stage, crowd.seed());
    }

    /** What this shop can do is in its own description. */
    private Counter counter(Row admin) throws InterruptedException {
        var described =
                stage.http().send(stage.doors().all().getFirst(), Request.get("/openapi.json", ""));
        var paths = described.body().at("paths").json();
        return new Counter(
                admin.text("email"),
                admin.text("password"),
                paths.has(REFUNDS),
                paths.has(SHIPPING));
    }

    /** One after the other: all at once they would ask for all their passwords' hashes at once. */
    private void enter(List<Visitor> visitors) throws InterruptedException {
        for (var visitor : visitors) {
            visitor.arrive();
        }
        for (var visitor : visitors) {
            threads.add(Thread.ofVirtual().start(() -> visit(visitor)));
        }
    }

    private void visit(Visitor visitor) {
        try {
            visitor.visit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) {
            bug.printStackTrace();
            broken.set(bug.toString());
        }
    }

    /** Sends all home, and waits for what is under way. Fails if a client broke. */
    public void stop() throws InterruptedException {
        stage.over().countDown();
        for (var thread : threads) {
            thread.join();
        }
        if (!broken.get().isEmpty()) {
            throw new IllegalStateException("a client broke: " + broken.get());
        }
    }
}
