package dev.souk.notify.app;

import dev.souk.notify.domain.OrderNotice;

import io.vertx.core.Future;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Mails that are to be sent, kept until they are. Each is claimed by one sender at a time, for long
 * enough to send it; a sender that takes longer has lost its claim and changes nothing any more.
 */
public interface MailQueue {

    /**
     * A mail that this sender has claimed.
     *
     * @param claim what proves the claim
     * @param attempt which attempt this is, from 1
     * @param traceparent the trace of the event that it tells of; may be empty
     */
    record Claimed(
            UUID id,
            UUID claim,
            UUID userId,
            OrderNotice notice,
            String messageId,
            String traceparent,
            int attempt) {}

    /** What became of an attempt. */
    sealed interface Outcome {

        /** The mail server has it. */
        record Sent() implements Outcome {}

        /** To be tried again after a while. */
        record Later(Duration pause, String reason) implements Outcome {}

        /** Not to be sent any more. */
        record Dropped(String reason) implements Outcome {}
    }

    /** Claims mails that are due, at most so many. */
    Future<List<Claimed>> claim(int limit);

    /** Notes what became of a claimed mail; does nothing where the claim is lost. */
    Future<Void> settle(Claimed mail, Outcome outcome);
}
