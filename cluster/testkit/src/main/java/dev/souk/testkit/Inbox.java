package dev.souk.testkit;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The mails that a {@link MailServer} took, oldest first: one file for each mail and recipient. */
public record Inbox(Path folder) {

    static final String SUFFIX = ".eml";

    /** The server writes it into each file's first line. */
    static final String RECIPIENT = "X-Envelope-To";

    private static final Session SESSION = Session.getInstance(new Properties());

    /** Every mail. */
    public List<Mail> mails() throws IOException {
        var mails = new ArrayList<Mail>();
        for (var file : files()) {
            mails.add(read(file));
        }
        return mails;
    }

    /** The mails to one address, whatever its case. */
    public List<Mail> mailsTo(String address) throws IOException {
        var mails = new ArrayList<Mail>();
        for (var file : files()) {
            if (isTo(file, address)) {
                mails.add(read(file));
            }
        }
        return mails;
    }

    /** Looks at the first line only: parsing a thousand mails takes seconds. */
    private static boolean isTo(Path file, String address) throws IOException {
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return (RECIPIENT + ": " + address).equalsIgnoreCase(lines.readLine());
        }
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            found.forEach(files::add);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        Collections.sort(files);
        return files;
    }

    private static Mail read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var message = new MimeMessage(SESSION, in);
            var to = message.getHeader(RECIPIENT, null);
            var bodies = new LinkedHashMap<String, String>();
            collect(message, bodies);
            return new Mail(
                    to == null ? "" : to,
                    Objects.requireNonNullElse(message.getSubject(), ""),
                    bodies.getOrDefault("text/plain", ""),
                    bodies.getOrDefault("text/html", ""),
                    headers(message));
        } catch (MessagingException e) {
            throw new IOException(file + " is no mail", e);
        }
    }

    private static void collect(Part part, Map<String, String> bodies)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                BodyPart one = several.getBodyPart(i);
                collect(one, bodies);
            }
            return;
        }
        for (var type : List.of("text/plain", "text/html")) {
            if (part.isMimeType(type)) {
                bodies.putIfAbsent(type, part.getContent().toString());
            }
        }
    }

    private static Map<String, String> headers(MimeMessage message)
            throws MessagingException, IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var header : Collections.list(message.getAllHeaders())) {
            if (!header.getName().equals(RECIPIENT)) {
                headers.putIfAbsent(
                        header.getName(),
                        MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
            }
        }
        return headers;
    }
}
