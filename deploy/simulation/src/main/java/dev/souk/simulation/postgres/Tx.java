package dev.souk.simulation.postgres;

import dev.souk.simulation.engine.Node;

import io.vertx.core.Future;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One transaction over one connection. What it writes takes effect when it commits. */
public final class Tx {

    private final Postgres server;
    private final Node client;
    private final Set<Object> rows = new LinkedHashSet<>();
    private final List<Runnable> writes = new ArrayList<>();
    private long lastHeard;
    private boolean isWatched;

    Tx(Postgres server, Node client) {
        this.server = server;
        this.client = client;
    }

    /** Reads what is committed now. */
    public <T> Future<T> read(String what, Supplier<T> statement) {
        return server.statement(this, what, () -> Future.succeededFuture(statement.get()));
    }

    /** Locks rows in the given order, and then reads what is committed. */
    public <T> Future<T> lock(String what, Collection<?> keys, Supplier<T> statement) {
        return server.statement(
                this, what, () -> server.lock(this, List.copyOf(keys)).map(_ -> statement.get()));
    }

    /** Adds a change that takes effect with the commit. */
    public void write(Runnable change) {
        writes.add(change);
    }

    Node client() {
        return client;
    }

    Set<Object> rows() {
        return rows;
    }

    void holds(Object row) {
        rows.add(row);
    }

    void heard(long nanos) {
        lastHeard = nanos;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** Whether nobody watched before. */
    boolean watch() {
        var first = !isWatched;
        isWatched = true;
        return first;
    }

    void apply() {
        writes.forEach(Runnable::run);
    }
}
