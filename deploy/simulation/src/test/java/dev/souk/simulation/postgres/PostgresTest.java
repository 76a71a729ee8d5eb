package dev.souk.simulation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Network;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.engine.Scheduler;
import dev.souk.simulation.engine.Trace;
import dev.souk.simulation.engine.Weather;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class PostgresTest {

    private final Scheduler scheduler = new Scheduler(new Chance(1), new Trace(null));
    private final Network network = new Network(scheduler, new Chance(2));
    private final Postgres postgres = new Postgres("db", network, scheduler, new Chance(3));
    private final Node client = new Node("client", scheduler);
    private int value;

    @Test
    void locksLetEachSeeWhatTheOneBeforeWrote() {
        for (var i = 0; i < 50; i++) {
            postgres.transaction(client, tx -> increment(tx, List.of("row")));
        }
        run();

        assertThat(value).isEqualTo(50);
    }

    @Test
    void withoutLocksWritesAreLost() {
        for (var i = 0; i < 50; i++) {
            postgres.transaction(client, tx -> increment(tx, List.of()));
        }
        run();

        assertThat(value).isLessThan(50);
    }

    @Test
    void rollsBackWhatACrashedClientBegan() {
        postgres.transaction(client, tx -> increment(tx, List.of("row")));
        scheduler.step();
        client.crash();
        client.start();
        postgres.transaction(client, tx -> increment(tx, List.of("row")));
        run();

        assertThat(value).isEqualTo(1);
    }

    @Test
    void aBrokenConnectionLeavesItOpenWhetherItWasCommitted() {
        network.become(new Weather(300, 0, 0, Duration.ofMillis(1), Duration.ofMillis(1)));
        var outcomes = new ArrayList<Boolean>();
        for (var i = 0; i < 200; i++) {
            postgres.transaction(client, tx -> increment(tx, List.of("row")))
                    .onComplete(done -> outcomes.add(done.succeeded()));
        }
        run();

        var told = outcomes.stream().filter(isDone -> isDone).count();
        assertThat(outcomes).hasSize(200);
        assertThat((long) value).isGreaterThan(told);
    }

    @Test
    void breaksADeadlockAndTriesAgain() {
        var done = new ArrayList<Integer>();
        for (var i = 0; i < 6; i++) {
            var rows = i % 2 == 0 ? List.of("a", "b") : List.of("b", "a");
            postgres.transaction(client, tx -> increment(tx, rows)).onSuccess(_ -> done.add(value));
        }
        run();

        assertThat(done).hasSize(value).hasSizeGreaterThan(3);
    }

    private Future<Void> increment(Tx tx, List<String> rows) {
        return tx.lock("lock", rows, () -> value)
                .onSuccess(seen -> tx.write(() -> value = seen + 1))
                .mapEmpty();
    }

    private void run() {
        while (scheduler.step()) {
            scheduler.judge();
        }
    }
}
