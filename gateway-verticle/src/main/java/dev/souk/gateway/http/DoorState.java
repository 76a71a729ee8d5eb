package dev.souk.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Future;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** What the doors of one gateway have in common while it runs. Safe for use by several threads. */
public final class DoorState {

    private final String host;
    private final Function<Integer, String> bases;
    private final List<Registered> doors = new CopyOnWriteArrayList<>();
    private final int wanted;
    private volatile int port;
    private volatile String base;
    private volatile boolean draining;

    private record Registered(Door door, Context context) {}

    /**
     * @param port the port to listen on; 0 for a free one
     * @param bases scheme and authority for clients, by the port that was got
     */
    public DoorState(String host, int port, Function<Integer, String> bases) {
        this.host = host;
        this.wanted = port;
        this.port = port;
        this.bases = bases;
        this.base = bases.apply(port);
    }

    /** The port, as soon as a door listens. */
    public int port() {
        return port;
    }

    /** What a door asks for: a negative port is any free one that a deployment shares. */
    int wantedPort() {
        return wanted == 0 ? -1 : wanted;
    }

    /** Scheme and authority for clients. */
    public String base() {
        return base;
    }

    public boolean isDraining() {
        return draining;
    }

    /** From now on each connection ends with its next answer. */
    public void drain() {
        draining = true;
    }

    /** How many connections are open now. */
    public Future<Integer> connections() {
        var counts = doors.stream().map(one -> onLoop(one, Door::connections)).toList();
        return Future.join(counts)
                .map(all -> all.<Integer>list().stream().mapToInt(Integer::intValue).sum());
    }

    /** Ends all servers, and what connections are left. */
    public Future<Void> close() {
        var closed =
                doors.stream().map(one -> onLoop(one, Door::closeServer).compose(done -> done));
        return Future.join(closed.toList()).mapEmpty();
    }

    String host() {
        return host;
    }

    void register(Door door, Context context) {
        doors.add(new Registered(door, context));
    }

    void listening(int actualPort) {
        port = actualPort;
        base = bases.apply(actualPort);
    }

    private static <T> Future<T> onLoop(Registered one, Function<Door, T> question) {
        var answer = io.vertx.core.Promise.<T>promise();
        one.context().runOnContext(_ -> answer.complete(question.apply(one.door())));
        return answer.future();
    }
}
