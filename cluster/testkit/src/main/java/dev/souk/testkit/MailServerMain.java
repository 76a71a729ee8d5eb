package dev.souk.testkit;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.MessagingException;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The mail server's process: {@code MailServerMain PORT FOLDER}. */
public final class MailServerMain {

    private final Path folder;

    private MailServerMain(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) {
        var server =
                new GreenMail(
                        new ServerSetup(
                                Integer.parseInt(args[0]), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager()
                .setMessageDeliveryHandler(new MailServerMain(Path.of(args[1]))::deliver);
        server.start();
    }

    /** Runs before the sender is answered: what can't be kept is not accepted. */
    private GreenMailUser deliver(MovingMessage message, MailAddress recipient)
            throws MessagingException {
        try {
            keep(message, recipient.getEmail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Mailbox(recipient.getEmail());
    }

    private void keep(MovingMessage message, String recipient)
            throws IOException, MessagingException {
        var name = "%016d-%s".formatted(nowMillis(), UUID.randomUUID());
        var draft = folder.resolve(name + ".new");
        try (var out = new BufferedOutputStream(Files.newOutputStream(draft))) {
            out.write(
                    (Inbox.RECIPIENT + ": " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
            message.getMessage().writeTo(out);
        }
        Files.move(draft, folder.resolve(name + Inbox.SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long nowMillis() {
        return System.currentTimeMillis();
    }

    /** A user whose mail lies in the folder already. */
    private record Mailbox(String address) implements GreenMailUser {

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }

        @Override
        public void deliver(MovingMessage message) {
            // It lies in its file.
        }

        @Override
        public void deliver(jakarta.mail.internet.MimeMessage message) {
            // It lies in its file.
        }

        @Override
        public void create() {
            // A mailbox is made by its first mail.
        }

        @Override
        public void delete() {
            // Nothing is kept in memory.
        }

        @Override
        public void setPassword(String password) {
            // Nobody logs in.
        }

        @Override
        public void authenticate(String password) {
            // Nobody logs in.
        }
    }
}
