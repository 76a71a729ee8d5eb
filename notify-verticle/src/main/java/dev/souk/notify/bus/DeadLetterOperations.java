package dev.souk.notify.bus;

import dev.souk.cluster.events.DeadLetters;
import dev.souk.cluster.web.Answer;
import dev.souk.cluster.web.Call;
import dev.souk.cluster.web.Cursors;
import dev.souk.cluster.web.Operations;

import io.vertx.core.Future;

import java.util.List;
import java.util.UUID;

/** Events that could not be handled, for admins. */
public final class DeadLetterOperations {

    private final DeadLetters deadLetters;
    private final Cursors cursors;

    /**
     * What a replay led to.
     *
     * @param done whether the event and all that waited behind it are handled now
     */
    record Replay(UUID id, boolean done) {}

    public DeadLetterOperations(DeadLetters deadLetters, Cursors cursors) {
        this.deadLetters = deadLetters;
        this.cursors = cursors;
    }

    public Operations addTo(Operations operations) {
        return operations
                .on("list-dead-letters", this::list)
                .on("replay-dead-letter", this::replay);
    }

    private Future<Answer> list(Call call) {
        var topic = call.query("topic");
        var filter = "dead-letters:" + topic.orElse("");
        var after =
                call.cursor()
                        .map(cursor -> Long.parseLong(cursors.open(filter, cursor).getFirst()))
                        .orElse(0L);
        return deadLetters
                .list(topic, after, call.limit() + 1)
                .map(
                        rows ->
                                Answer.page(
                                        call,
                                        rows,
                                        row ->
                                                cursors.seal(
                                                        filter,
                                                        List.of(Long.toString(row.position())))));
    }

    private Future<Answer> replay(Call call) {
        var id = call.pathId("id");
        return deadLetters.replay(id).map(done -> Answer.ok(new Replay(id, done)));
    }
}
