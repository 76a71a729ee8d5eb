package dev.souk.notify.app;

import dev.souk.notify.domain.Mail;

import io.vertx.core.Future;

/** What delivers mail. */
public interface MailServer {

    /**
     * A mail on its way.
     *
     * @param messageId as in RFC 5322, section 3.6.4; the same each time the mail is sent, so that
     *     the reader's mailbox can tell a repetition
     * @param to the address
     */
    record Envelope(String messageId, String to, Mail mail) {

        @Override
        public String toString() {
            return "Envelope[" + messageId + "]";
        }
    }

    /** Whether a mail may be handed over now, or the server is known to be away. */
    boolean isThere();

    /**
     * Hands a mail over. Fails with {@code refused} where the server will never take it, and with
     * {@code service-unavailable} where it is away or busy; it may have the mail nevertheless then.
     */
    Future<Void> send(Envelope envelope);
}
