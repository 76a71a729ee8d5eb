package dev.souk.proof.load;

import java.net.URI;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One client: its name in the history, its chance, and its calls, each written down twice. */
final class Client {

    private final String name;
    private final Stage stage;
    private final RandomGenerator random;

    /**
     * @param seed of the run; each name draws its own chance from it
     */
    Client(String name, Stage stage, long seed) {
        this.name = name;
        this.stage = stage;
        this.random = new SplittableRandom(seed ^ ((long) name.hashCode() << 20));
    }

    String name() {
        return name;
    }

    Stage stage() {
        return stage;
    }

    RandomGenerator random() {
        return random;
    }

    /** Whether a thing of so many percent happens. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A key that no other run and client has. */
    String newKey() {
        return name + "-" + new UUID(random.nextLong(), random.nextLong());
    }

    /** Any gateway that answers. */
    URI door() {
        return stage.doors().any(random);
    }

    /** Makes a call at any gateway. */
    Answer call(
            String call,
            Map<String, ?> asked,
            Request request,
            Function<Answer, Map<String, Object>> told)
            throws InterruptedException {
        return at(door(), new Call(call, asked, request, told));
    }

    /** What is sent, and what is written down of it. */
    record Call(
            String name,
            Map<String, ?> asked,
            Request request,
            Function<Answer, Map<String, Object>> told) {}

    /** Makes a call at this gateway. */
    Answer at(URI door, Call call) throws InterruptedException {
        var begun = stage.recorder().begin(name, call.name(), call.asked());
        var answer = stage.http().send(door, call.request());
        var isOfTheShop = call.request().path().startsWith("/");
        if (isOfTheShop && (answer.isNone() || answer.isGatewayFailure())) {
            stage.doors().failed(door);
        }
        stage.recorder().end(begun, answer.outcome(), call.told().apply(answer));
        return answer;
    }
}
