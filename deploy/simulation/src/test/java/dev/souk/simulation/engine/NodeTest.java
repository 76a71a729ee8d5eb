package dev.souk.simulation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class NodeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Scheduler scheduler = new Scheduler(new Chance(1), new Trace(null));
    private final Node node = new Node("node", scheduler);
    private final List<String> done = new ArrayList<>();

    @Test
    void runsWhatIsPlannedInItsTime() {
        node.after(Duration.ofSeconds(2), "later", () -> done.add("later"));
        node.after(Duration.ofSeconds(1), "sooner", () -> done.add("sooner"));
        run();

        assertThat(done).containsExactly("sooner", "later");
        assertThat(scheduler.nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void takesTheTasksOfItsLoopInTheirOrder() {
        for (var i = 0; i < 20; i++) {
            var name = "task " + i;
            node.run(() -> done.add(name));
        }
        run();

        assertThat(done).hasSize(20).first().isEqualTo("task 0");
        assertThat(done).last().isEqualTo("task 19");
    }

    @Test
    void forgetsInACrashWhatItWasAboutToDo() {
        node.after(Duration.ofSeconds(1), "never", () -> done.add("never"));
        node.run(() -> done.add("nor this"));
        node.crash();
        node.start();
        node.after(Duration.ofSeconds(2), "again", () -> done.add("again"));
        run();

        assertThat(done).containsExactly("again");
    }

    @Test
    void doesLaterWhatCameWhileItStoodStill() {
        node.stopFor(Duration.ofSeconds(5));
        node.after(Duration.ofSeconds(1), "due", () -> done.add("at " + seconds()));
        run();

        assertThat(done).containsExactly("at 5");
    }

    @Test
    void hearsNothingInItsNextLifeOfWhatTheLastOneAsked() {
        var network = new Network(scheduler, new Chance(1));
        var other = new Node("other", scheduler);
        network.ask(node, other, "ask", SECOND, () -> Future.succeededFuture("answer"))
                .onComplete(_ -> done.add("heard"));
        node.crash();
        node.start();
        run();

        assertThat(done).isEmpty();
    }

    private long seconds() {
        return Duration.ofNanos(scheduler.nanos()).toSeconds();
    }

    private void run() {
        while (scheduler.step()) {
            scheduler.judge();
        }
    }
}
