package dev.souk.simulation.redis;

import dev.souk.cluster.redis.RedisCommands;
import dev.souk.contract.ServiceFailure;
import dev.souk.simulation.Bug;
import dev.souk.simulation.Ground;
import dev.souk.simulation.engine.Chance;
import dev.souk.simulation.engine.Expected;
import dev.souk.simulation.engine.Lost;
import dev.souk.simulation.engine.Node;
import dev.souk.simulation.redis.Gcra.Answer;
import dev.souk.simulation.redis.Gcra.Charge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.vertx.redis.client.impl.RequestImpl;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Redis that can do one thing, which is to charge quotas. What it has counted and the script's
 * digest are gone when it restarts.
 */
public final class ModelRedis {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration TORN = Duration.ofMillis(20);

    private final Ground ground;
    private final Chance chance;
    private final Node node;
    private final Consumer<Charge> onGrant;
    private final Gcra script = new Gcra();
    private boolean knowsScript;

    /** Redis has restarted since it was told the script. */
    private static final class NoScript extends Expected {
        private static final long serialVersionUID = 1L;

        private NoScript() {
            super("NOSCRIPT No matching script");
        }
    }

    private record Figure(long number) implements Response {
        @Override
        public ResponseType type() {
            return ResponseType.NUMBER;
        }

        @Override
        public Long toLong() {
            return number;
        }
    }

    private record Row(List<? extends Response> parts) implements Response {
        @Override
        public ResponseType type() {
            return ResponseType.MULTI;
        }

        @Override
        public Response get(int index) {
            return parts.get(index);
        }
    }

    /**
     * @param onGrant told of each charge that was taken, when it is
     */
    public ModelRedis(Ground ground, Consumer<Charge> onGrant) {
        this.ground = ground;
        this.chance = ground.chance().split();
        this.node = new Node("redis", ground.scheduler());
        this.onGrant = onGrant;
    }

    public Node node() {
        return node;
    }

    /** Kills it: it keeps nothing. */
    public void crash() {
        node.crash();
        script.flush();
        knowsScript = false;
    }

    /** Deletes what was counted. */
    public void flush() {
        script.flush();
    }

    /** The way there from a node. */
    public RedisCommands from(Node client) {
        return command -> send(client, command);
    }

    private Future<@Nullable Response> send(Node client, Request command) {
        var answer = Promise.<@Nullable Response>promise();
        ground.network()
                .<Response>ask(client, node, "script", PATIENCE, () -> run(command))
                .onSuccess(answer::complete)
                .onFailure(failure -> answer.fail(translated(failure)));
        return answer.future();
    }

    private static Throwable translated(Throwable failure) {
        return failure instanceof Lost
                ? ServiceFailure.unavailable("Redis is not available", Duration.ofSeconds(1))
                : failure;
    }

    private Future<Response> run(Request command) {
        knowsScript |= command.command().equals(Command.EVAL);
        return knowsScript
                ? charge(chargesOf(command)).map(this::reply)
                : Future.failedFuture(new NoScript());
    }

    /** As the script reads its keys and arguments. */
    private static List<Charge> chargesOf(Request command) {
        var args =
                ((RequestImpl) command)
                        .getArgs().stream()
                                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                                .toList();
        var count = Integer.parseInt(args.get(1));
        var keys = args.subList(2, 2 + count);
        var figures = args.subList(3 + count, args.size()).stream().map(Long::valueOf).toList();
        var charges = new ArrayList<Charge>();
        for (var i = 0; i < count; i++) {
            var own = figures.subList(3 * i, 3 * i + 3);
            charges.add(new Charge(keys.get(i), own.get(0), own.get(1), own.get(2)));
        }
        return charges;
    }

    private Future<List<Answer>> charge(List<Charge> charges) {
        var now = ground.scheduler().nanos() / 1_000;
        var turns = script.read(charges, now, false);
        var answers = Promise.<List<Answer>>promise();
        answers.future().onSuccess(all -> tell(charges, all));
        if (ground.has(Bug.SCRIPT_NOT_ATOMIC)) {
            node.after(
                    chance.between(Duration.ZERO, TORN),
                    "write",
                    () -> answers.complete(script.write(charges, turns, now)));
        } else {
            answers.complete(script.write(charges, turns, now));
        }
        return answers.future();
    }

    private void tell(List<Charge> charges, List<Answer> answers) {
        if (answers.stream().allMatch(answer -> answer.retryMicros() == 0)) {
            charges.forEach(onGrant);
        }
    }

    private Response reply(List<Answer> answers) {
        return new Row(answers.stream().map(this::row).toList());
    }

    private Row row(Answer answer) {
        var retry = ground.has(Bug.REFUSAL_UNHEARD) ? 0 : answer.retryMicros();
        return new Row(
                Stream.of(answer.remaining(), answer.resetMicros(), retry)
                        .map(Figure::new)
                        .toList());
    }
}
